"""Sections that list sources: evidence for closeness, but no subject and no place for links."""

from __future__ import annotations

HEADINGS = frozenset(
    line.strip()
    for line in """
    sources; references; further reading; footnotes; endnotes; bibliography; literature
    works cited; citations; see also; related articles; sources and notes; notes and sources
    acknowledgements; acknowledgments; image credits; credits; copyright; external links
    quellen; literatur; quellen und literatur; einzelnachweise; weblinks; siehe auch; fußnoten
    sources et références; références; bibliographie; voir aussi; liens externes
    notes et références; fuentes; referencias; bibliografía; véase también
    enlaces externos; fonti; riferimenti; bibliografia; vedi anche; collegamenti esterni
    fontes; referências; ver também; ligações externas; bronnen; literatuur; zie ook
    voetnoten; källor; referenser; litteratur; se även; kilder; henvisninger
    litteraturhenvisninger; se også; źródła; przypisy; zobacz też; источники; литература
    ссылки; см. также; джерела; посилання; zdroje
    források; lähteet; viitteet; πηγές; αναφορές; kaynaklar; kaynakça; 参考文献; 参考资料
    出典; 脚注; 資料來源; 참고 문헌; 출처; المصادر; مراجع; מקורות
    """.replace(";", "\n").split("\n")
    if line.strip()
)
"""Headings of such sections in several languages, in lower case."""

LONGEST = max(map(len, HEADINGS))


def is_reference_heading(text: str) -> bool:
    """Whether a heading with these words begins a list of sources."""
    words = " ".join(text.split()).strip(":：.# ").casefold()
    return len(words) <= LONGEST and words in HEADINGS
