"""What a phone really loads of an article with pictures, and that nothing on its page moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests import pictures
from tests.browser.routes import SITE, answer
from tests.building import article, build, once_a_run, write_site

SIZE = (1400, 934)
COUNT = 3
PHONE: ViewportSize = {"width": 390, "height": 844}
WATCH = """() => {
    globalThis.shift = 0;
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) globalThis.shift += each.value;
    }).observe({ type: 'layout-shift', buffered: true });
}"""
THROUGH = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 60));
    }
    await Promise.all([...document.images].map(image => image.decode()));
    return [...document.images].map(image => [image.currentSrc, image.width, image.height]);
}"""


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of one article, and its content beside it."""

    def make(folder: Path) -> None:
        words = "Words and words. " * 60
        text = "\n\n".join(
            f"{words}\n\n![Picture {n}]({{static}}/images/{n}.jpg)" for n in range(COUNT)
        )
        site = write_site(folder, {"articles/a.md": article("A", text)})
        images = folder / "content/images"
        images.mkdir()
        for n in range(COUNT):
            (images / f"{n}.jpg").write_bytes(pictures.photograph(n, SIZE))
        assert build(folder / "output", settings=site).returncode == 0

    return once_a_run(tmp_path_factory, "site-with-pictures", make)


Open = Callable[[int], tuple[Page, dict[str, int]]]


@pytest.fixture(name="phone")
def _phone(browser: Browser, site: Path) -> Iterator[Open]:
    """Call it with the density of a phone's screen; gives its page, and the bytes of images."""
    contexts = []

    def phone(density: int) -> tuple[Page, dict[str, int]]:
        loaded: dict[str, int] = {}
        context = browser.new_context(
            viewport=PHONE, device_scale_factor=density, is_mobile=True, has_touch=True
        )
        contexts.append(context)
        context.route("**/*", lambda route: answer(route, site / "output"))
        context.add_init_script(f"({WATCH})()")
        page = context.new_page()
        page.on(
            "requestfinished",
            lambda request: loaded.update(
                {request.url: len((site / "output" / request.url[len(SITE) + 1 :]).read_bytes())}
                if request.resource_type == "image" and "/images/" in request.url
                else {}
            ),
        )
        page.goto(f"{SITE}/a/")
        return page, loaded

    yield phone
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("density", "width"), [(1, 480), (2, 768), (3, 1232)])
def test_a_phone_loads_what_fits_its_screen(
    phone: Open, site: Path, density: int, width: int
) -> None:
    """Of each picture one file, at most 40 % of the original's bytes, and nothing moves."""
    page, loaded = phone(density)
    assert f"{SITE}/images/{COUNT - 1}.jpg" not in loaded
    early = len(loaded)
    shown = page.evaluate(THROUGH)
    assert early < COUNT  # the others came when they were near
    assert [f"-{width}-" in address and address.endswith(".avif") for address, *_ in shown] == (
        [True] * COUNT
    )
    assert sorted(loaded) == sorted(address for address, *_ in shown)
    originals = sum(path.stat().st_size for path in (site / "content/images").iterdir())
    assert sum(loaded.values()) <= 0.4 * originals
    assert page.evaluate("shift") == 0
    for _, wide, high in shown:
        assert wide <= PHONE["width"]
        assert high == pytest.approx(wide * SIZE[1] / SIZE[0], abs=1)


def test_the_original_is_behind_the_picture(phone: Open) -> None:
    """By a plain link, named by what the picture shows."""
    page, _ = phone(1)
    link = page.get_by_role("link", name="Picture 1")
    assert link.get_attribute("href") == f"{SITE}/images/1.jpg"
