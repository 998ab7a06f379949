"""`rothscope check` and `rothscope schema`: the packs and the contract."""

import json
from importlib import import_module
from pathlib import Path

import click

from rothscope.cli.output import output_option, write


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
def check(folder: Path | None) -> None:
    """Check the pattern packs of DIR (or the ones in use): their form, and every example in them.

    \b
    Example:
      rothscope check patterns/
    """
    from rothscope.check import check_packs
    from rothscope.packs.find import patterns_folder

    where = patterns_folder(folder)
    faults, examples = check_packs(where)
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.ClickException(
            f"{len(faults)} of {examples} examples in {where.name}/ fail; mend the packs above."
        )
    click.echo(f"{where.name}/: {examples} examples, all as they should be.")


SCHEMAS = {
    "analysis": "rothscope.model.analysis:Analysis",
    "comparison": "rothscope.model.comparison:Comparison",
    "difference": "rothscope.model.difference:Difference",
    "entry": "rothscope.model.library:Entry",
}
"""What `--of` names: the value behind a command's JSON."""


@click.command()
@click.option("--of", "value", type=click.Choice(list(SCHEMAS)), default="analysis", show_default=True,
              help="Which JSON: that of analyze, compare, diff or library show.")  # fmt: skip
@output_option
def schema(value: str, output: Path | None) -> None:
    """Print the JSON Schema of `--form json`.

    \b
    Example:
      rothscope schema -o analysis.schema.json
      rothscope schema --of comparison
    """
    module, name = SCHEMAS[value].split(":")
    model = getattr(import_module(module), name)
    write(json.dumps(model.model_json_schema(mode="serialization"), indent=2) + "\n", output)
