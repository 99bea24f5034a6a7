"""The published JSON Schema of a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.engine.document import Document

PUBLISHED = Path(__file__).with_name("document.schema.json")


def json_schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(by_alias=True),
    }


def publish() -> None:
    """Writes the schema to the file that is shipped."""
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True)
    PUBLISHED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    publish()
