"""What of a language is looked for in texts: its phrases by key, and for which keys a hit counts."""

from collections.abc import Iterator

from rothscope.packs.reading import Language


def entries(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every key of a language with its phrases."""
    for name, concept in language.concepts.items():
        yield f"concept:{name}", concept.phrases
        yield f"unconcept:{name}", concept.lookalikes
    for name, cue in language.cues.items():
        yield f"cue:{name}", cue.phrases
    for pack in language.packs.values():
        yield f"name:{pack.id}", pack.names
        yield f"grant:{pack.id}", pack.grants
        yield f"deny:{pack.id}", pack.denies
        for number, lookalike in enumerate(pack.lookalikes):
            yield f"like:{pack.id}:{number}", (lookalike.phrase,)
    for name, fact in language.facts.items():
        for choice, phrases in fact.choices.items():
            yield f"choice:{name}:{choice}", phrases


def includers(language: Language) -> dict[str, tuple[str, ...]]:
    """Return for each concept key the keys a hit counts for: its own and every concept that includes it."""
    above: dict[str, set[str]] = {name: {name} for name in language.concepts}
    grew = True
    while grew:
        grew = False
        for name, concept in language.concepts.items():
            for part in concept.includes:
                wider = above[part] | above[name]
                if wider != above[part]:
                    above[part] = wider
                    grew = True
    return {f"concept:{name}": tuple(f"concept:{up}" for up in sorted(ups)) for name, ups in above.items()}
