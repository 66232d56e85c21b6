"""What Schemathesis cannot know by itself of this API."""

import csv
import io
import json
import os
import re

import schemathesis
from schemathesis.core.parameters import ParameterLocation

# Ids that exist, by the parameter that names them and the first step of the path.
KNOWN = json.loads(os.environ.get("FUZZ_KNOWN", "{}"))
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
seen = set()

# Rules of a request that a JSON schema cannot say; the document tells them in words.
BEYOND_SCHEMA = frozenset(
    {
        # What is opaque, or counts by what it computes to.
        "cursor",
        "fiscal-code-birth-date",
        "fiscal-code-check-character",
        "fiscal-code-check-digit",
        "fiscal-code-format",
        "citizenship-code",
        "language-code",
        "phone-number",
        "email-domain",
        "email-length",
        "email-local-part",
        # What is left of a text once its outer blanks are dropped, and signs outside the basic plane.
        "text-empty",
        "text-control-character",
        "plain-line",
        # Fields that belong together, or exclude each other.
        "closure-grounds",
        "closure-region",
        "column-missing",
        "column-unknown",
        "correction-empty",
        "domicile-address",
        "domicile-postcode",
        "equivalent-description",
        "job-end-missing",
        "job-ends-first",
        "listed-domain-twice",
        "listed-twice",
        "old-did-cpi",
        "one-recipient",
        "route-worked-or-not",
        "scope-without-see",
    }
)


@schemathesis.deserializer("text/csv")
def rows(ctx, response):
    """A file of rows is a text that can be read as rows."""
    text = response.content.decode("utf-8")
    list(csv.reader(io.StringIO(text), strict=True))
    return text


@schemathesis.hook
def before_call(context, case, kwargs):
    """Ids that are made up seldom exist: four out of five become one that does, so that more than doors is tried."""
    if not case.path_parameters or (case.meta is not None and case.meta.is_negative_at(ParameterLocation.PATH)):
        return
    draw = int.from_bytes(case.id.encode(), "big")
    for name, value in case.path_parameters.items():
        known = KNOWN.get(f"{case.path.split('/')[1]} {name}", [])
        if known and value not in seen and draw % 5 > 0:
            case.path_parameters[name] = known[draw % len(known)]


@schemathesis.hook
def after_call(context, case, response):
    """What the API names may be asked for again."""
    seen.update(UUID.findall(response.content.decode("utf-8", "replace")))


@schemathesis.check
def documented_contract(ctx, response, case):
    """What the document allows is refused by a rule that it could not have said, and by no other."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 422:
        return None
    problem = json.loads(response.content)
    if problem["code"] != "invalid":
        return None
    # Of a list one entry is enough.
    told = {(re.sub(r"\.\d+", ".*", error["field"]), error["rule"]) for error in problem["errors"]}
    unsaid = sorted(f"{field} {rule}" for field, rule in told if rule not in BEYOND_SCHEMA)
    assert not unsaid, f"The document allows what is refused: {', '.join(unsaid)}"
