"""Draws the covers of the articles.  .venv/bin/python content/making/covers.py

They have the grammar of the site's mark: strokes are text, breaks in them are a model's, diamonds
are what somebody found or checked. Each function below is one cover and says what it means.
Written by Claude, and nobody retouched what comes out, so the pictures are declared as generated.
"""

import io
import math
import sys
from pathlib import Path

import resvg_py
from PIL import Image

WIDTH, HEIGHT = 1620, 1080  # a card for sharing, 1.91 : 1, cuts off 116 above and below
LEFT, RIGHT, MIDDLE, CENTRE = 170, 1450, 810, 540
INK = ("#24262b", "#ece7dc", "#e4745a", "#5b5c5e")  # ground, strokes, accent, faint strokes
RUBRIC = ("#97281a", "#f8efe0", "#24262b", "#bd6b5a")
VERDIGRIS = ("#2c544d", "#efebdf", "#e9b9a6", "#648179")
STONE = ("#c8bfab", "#23211e", "#97281a", "#9d9584")


def stroke(x0, x1, y, width=48, colour="strokes"):
    """A piece of text."""
    return f'<path stroke="{{{colour}}}" stroke-width="{width}" d="M{x0:.1f} {y:.1f}H{x1:.1f}"/>'


def path(points, width, colour="strokes"):
    """A line that turns."""
    d = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path stroke="{{{colour}}}" stroke-width="{width}" d="M{d}"/>'


def pieces(x0, lengths, y, width=48, gap=24, colour="strokes"):
    """A broken stroke."""
    drawn = ""
    for length in lengths:
        drawn += stroke(x0, x0 + length, y, width, colour)
        x0 += length + gap
    return drawn


def gem(x, y, r, colour="accent"):
    """A diamond."""
    return f'<path fill="{{{colour}}}" d="M{x} {y - r}l{r} {r}-{r} {r}-{r}-{r}z"/>'


def open_gem(x, y, r, width=14, colour="accent"):
    """The outline of a diamond."""
    d = f"M{x} {y - r}l{r} {r}-{r} {r}-{r}-{r}z"
    return f'<path stroke="{{{colour}}}" stroke-width="{width}" d="{d}"/>'


def rows(count, pitch):
    """Heights of so many lines, in the middle of the picture."""
    return [CENTRE + (i - (count - 1) / 2) * pitch for i in range(count)]


def what_a_token_is():
    """‘woodchuck chuck’ at five steps of the article's program: letters above, tokens below."""
    steps = (
        "w o o d c h u c k _ c h u c k _",
        "w o o d c h uc k _ c h uc k _",
        "wood c h uc k _ c h uc k _",
        "wood chuc k _ chuc k _",
        "wood chuck_ chuck_",
    )
    drawn = ""
    for step, y in zip(steps, rows(5, 152)):
        colour = "accent" if step == steps[-1] else "strokes"
        drawn += pieces(LEFT, [81.6 * len(one) - 26 for one in step.split()], y, 76, 26, colour)
    return VERDIGRIS, drawn


# Made up for the series; the strokes are as long as the chances that come of them.
SCORES = (4.0, 3.6, 2.9, 2.5, 0.4, -1.2)


def _next_words(widths, colours):
    total = sum(map(math.exp, SCORES))
    drawn = pieces(LEFT, (210, 320, 150, 260, 228), 222, 52, 28)
    drawn += pieces(LEFT, (120, 160, 80), 346, 52, 28)
    for i, score in enumerate(SCORES):
        length = 1800 * math.exp(score) / total
        drawn += stroke(640, 640 + length, 346 + 108 * i, widths[i], colours[i])
    return drawn


def every_word_gets_a_score():
    """‘The tide is’, and six words that could follow, each as long as its chance."""
    return INK, _next_words([52] * 6, ["accent"] + ["strokes"] * 5)


def and_then_a_die_is_cast():
    """The same six words; the die fell on the third."""
    widths, colours = [14] * 6, ["strokes"] * 6
    widths[2], colours[2] = 52, "accent"
    drawn = _next_words(widths, colours)
    x, y, r = 1200, 708, 230
    drawn += gem(x, y, r)
    for dx, dy in ((0, 0), (0, -115), (0, 115), (-115, 0), (115, 0)):
        drawn += gem(x + dx, y + dy, 40, "ground")
    return INK, drawn


def why_models_invent_sources():
    """Five references of one form; where the third leads there is nothing."""
    drawn = ""
    for i, y in enumerate(rows(5, 156)):
        ghost = i == 2
        drawn += pieces(LEFT, (190, 560, 180), y, 56, 34, "accent" if ghost else "strokes")
        drawn += open_gem(1372, y, 58, 16) if ghost else gem(1372, y, 66, "strokes")
    return STONE, drawn


def ai_competition_usa_china():
    """Five counts of the same two, and each parts them at another place."""
    drawn = ""
    for share, y in zip((0.53, 0.84, 0.72, 0.28, 0.4), rows(5, 156)):
        x = round(LEFT + share * (RIGHT - LEFT))
        drawn += stroke(LEFT, x - 78, y, 64) + stroke(x + 78, RIGHT, y, 64, "accent")
        drawn += gem(x, y, 46, "strokes")
    return RUBRIC, drawn


def deepseek_culture_of_innovation():
    """A sounding line, let down through the lines of what is known."""
    drawn = ""
    for i, y in enumerate(range(178, 800, 102)):
        reach = 640 - i * 78
        width = 52 - i * 5
        drawn += stroke(MIDDLE - reach, MIDDLE - 84, y, width)
        drawn += stroke(MIDDLE + 84, MIDDLE + reach, y, width)
    drawn += path([(MIDDLE, 140), (MIDDLE, 830)], 16, "accent") + gem(MIDDLE, 850, 104)
    return VERDIGRIS, drawn


def translators_went_first():
    """The lines of a profession whose middle was hollowed out."""
    drawn = ""
    for y in rows(9, 94):
        half = 440 * (1 - abs(y - CENTRE) / 430)
        drawn += stroke(LEFT, MIDDLE - half, y, 46) + stroke(MIDDLE + half, RIGHT, y, 46)
    return STONE, drawn


def people_in_the_training_data():
    """Which of two answers is better? Five times somebody has said it."""
    answers = ((180, 250, 90), (300, 110, 110), (90, 200, 230), (230, 90, 200), (150, 290, 80))
    drawn = ""
    for y, chosen, left, right in zip(rows(5, 156), "LRRLR", answers, answers[2:] + answers[:2]):
        for side, x, lengths in (("L", LEFT, left), ("R", 900, right)):
            good = side == chosen
            drawn += pieces(x, [n - 9 for n in lengths], y, 64 if good else 16, 28)
        drawn += gem(MIDDLE, y, 46)
    return INK, drawn


def huawei_ascend():
    """The long way round."""
    turns, heights = [(LEFT + 30, 880)], (200, 880)
    for i in range(5):
        x, y = turns[-1]
        turns += [(x, heights[i % 2]), (x + 230, heights[i % 2])]
    return RUBRIC, path([*turns, (turns[-1][0], 700)], 60) + gem(turns[-1][0], 800, 104, "strokes")


def what_training_a_model_costs():
    """A hundred strokes, one of which is the last run."""
    drawn = ""
    for y in rows(10, 80):
        for column in range(10):
            last = y > 880 and column == 9
            x = LEFT + 131 * column
            drawn += stroke(x, x + 101, y, 40, "accent" if last else "strokes")
    return STONE, drawn


def chip_export_controls():
    """A gate: what is thick stops there, what is thin goes through."""
    drawn, through = "", (1, 4)
    for i, y in enumerate(rows(6, 136)):
        if i in through:
            drawn += stroke(LEFT, RIGHT, y, 18)
        else:
            drawn += stroke(LEFT, 900, y, 64) + path([(990, y - 68), (990, y + 68)], 64, "accent")
    return RUBRIC, drawn


def open_weights_and_open_source():
    """Of three things one is given whole, one in part, and one not."""
    first, second, third = rows(3, 236)
    drawn = stroke(LEFT, RIGHT, first, 150)
    drawn += pieces(LEFT, (330, 190, 90), second, 150, 40)
    for x0, y in ((900, second), (LEFT, third)):
        box = [(x0 + 8, y - 67), (RIGHT - 8, y - 67), (RIGHT - 8, y + 67), (x0 + 8, y + 67)]
        drawn += path([*box, box[0], box[1]], 16)
    return VERDIGRIS, drawn


def mixture_of_experts():
    """Four words, eight experts; lit are the two that the article's program chose for each."""
    drawn = ""
    for word, experts in enumerate(((2, 4), (1, 6), (1, 6), (0, 5))):
        x = LEFT + 340 * word
        for expert, y in enumerate(rows(8, 98)):
            lit = expert in experts
            drawn += stroke(x, x + 260, y, 58 if lit else 18, "strokes" if lit else "faint")
    return INK, drawn


def scaling_laws():
    """Five points measured on logarithmic paper, and the two that were a bet."""
    drawn = ""
    for line in range(28):
        x = LEFT + 430 * (line // 9 + math.log10(line % 9 + 1))
        drawn += path([(x, 150), (x, 930)], 8, "faint")
    points = [(250 + 186 * i, 270 + 88 * i) for i in range(7)]
    drawn += path([points[0], points[4]], 22)
    for i, (x, y) in enumerate(points):
        if i < 5:
            drawn += gem(x, y, 60, "strokes")
        else:
            drawn += gem(x, y, 60, "ground") + open_gem(x, y, 52, 16, "strokes")
    return RUBRIC, drawn


def lines_breaks_and_diamonds():
    """The grammar: by a person, checked; by a model, changed since; by a model, unchecked."""
    first, second, third = rows(3, 256)
    drawn = stroke(LEFT, 1110, first, 104)
    drawn += pieces(LEFT, (300, 160, 400), second, 104, 40)
    drawn += pieces(LEFT, (120, 340, 230, 130), third, 104, 40)
    x, r = 1330, 88
    drawn += gem(x, first, r + 16) + open_gem(x, second, r, 26) + open_gem(x, third, r, 26)
    return STONE, drawn + f'<path fill="{{accent}}" d="M{x} {second - r}v{2 * r}l-{r}-{r}z"/>'


COVERS = (
    what_a_token_is, and_then_a_die_is_cast, every_word_gets_a_score, ai_competition_usa_china,
    deepseek_culture_of_innovation, translators_went_first, people_in_the_training_data,
    huawei_ascend, what_training_a_model_costs, chip_export_controls, open_weights_and_open_source,
    why_models_invent_sources, mixture_of_experts, scaling_laws, lines_breaks_and_diamonds,
)


def main(folder):
    """Write every cover, a PNG with a palette, under the slug of its article."""
    for cover in COVERS:
        (ground, strokes, accent, faint), body = cover()
        body = body.format(ground=ground, strokes=strokes, accent=accent, faint=faint)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
            f'<path fill="{ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/><g fill="none">{body}</g></svg>'
        )
        drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
        picture = Image.open(io.BytesIO(bytes(drawn)))
        file = folder / f"{cover.__name__.replace('_', '-')}.png"
        picture.convert("RGB").quantize(64).save(file, optimize=True)
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[1] / "images" / "covers")
