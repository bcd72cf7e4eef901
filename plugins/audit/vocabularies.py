"""The words of the vocabularies, each with its source; and words that belong to none of them."""

from __future__ import annotations

# W3C Community Group report "AI Content Disclosure for HTML", section 3.2, weakest claim first.
VALUES = ("human-only", "ai-assisted", "ai-autonomous")
UNKNOWN = "unknown"
MIXED = "mixed"
W3C_SCHEMES = ("https://w3c-cg.github.io/ai-content-disclosure/",)

# Words of earlier drafts, other proposals and habit, with what to think of instead.
REVIEWED = "Write ai-assisted if a person reviewed the text before publication, else ai-autonomous."
HUMAN = "Write human-only only if no generative AI touched the text; if that is not known, nothing."
EACH_PART = "Give each part a value of its own on its own element."
OUTDATED = {
    "none": HUMAN,
    "human": HUMAN,
    "human-written": HUMAN,
    "human-created": HUMAN,
    "human-generated": HUMAN,
    "original": HUMAN,
    "no": HUMAN,
    "false": HUMAN,
    "no-ai": HUMAN,
    "mixed": EACH_PART,
    "hybrid": EACH_PART,
    "partial": EACH_PART,
    "partially-ai-assisted": EACH_PART,
    **dict.fromkeys(
        "ai ai-generated ai-modified ai-originated ai-created ai-written ai-edited ai-only "
        "machine-generated generated assisted autonomous ai-reviewed true yes 1".split(),
        REVIEWED,
    ),
}

# IPTC NewsCodes, Digital Source Type.
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
IPTC_TERMS = frozenset(
    "algorithmicMedia algorithmicallyEnhanced composite compositeCapture compositeSynthetic "
    "compositeWithTrainedAlgorithmicMedia computationalCapture dataDrivenMedia digitalArt "
    "digitalCapture digitalCreation humanEdits minorHumanEdits multiFrameComputationalCapture "
    "negativeFilm positiveFilm print screenCapture softwareImage trainedAlgorithmicMedia "
    "virtualRecording".split()
)
# schema.org, IPTCDigitalSourceEnumeration: member -> IPTC term.
SCHEMA_MEMBERS = {
    f"{term[0].upper()}{term[1:]}DigitalSource": term
    for term in "algorithmicMedia algorithmicallyEnhanced compositeCapture compositeSynthetic "
    "compositeWithTrainedAlgorithmicMedia dataDrivenMedia digitalArt digitalCapture "
    "minorHumanEdits multiFrameComputationalCapture negativeFilm positiveFilm print screenCapture "
    "trainedAlgorithmicMedia virtualRecording".split()
} | {"CompositeDigitalSource": "composite"}
GENERATIVE = frozenset(
    {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"}
)
BY_HAND = frozenset(
    {"digitalCreation", "humanEdits", "minorHumanEdits", "digitalArt", "digitalCapture"}
)
"""What says that no generative AI made it; `digitalCapture` says so of what a camera took."""

# Page-level names of proposals and habits (whatwg/html#9479 and products); nobody's standard.
META_NAMES = frozenset(
    "ai-generated generator-ai ai-content ai-content-declaration ai-content-disclosure "
    "ai-generated-content ai-assisted content-ai ai_disclosure aidisclosure".split()
)
ABANDONED_ATTRIBUTES = frozenset({"ai-assisted-percent", "ai-percent", "ai-generated"})
METADATA = ("ai-model", "ai-provider", "ai-prompt-url")

SOFTWARE = frozenset(
    "SoftwareApplication WebApplication MobileApplication VideoGame SoftwareSourceCode "
    "SoftwareAgent WebAPI".split()
)
