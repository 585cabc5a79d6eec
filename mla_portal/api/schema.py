"""What the OpenAPI document says of every call alike."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from mla_portal.api.idempotency import HEADER

_ERROR = {
    "type": "object",
    "required": ["message", "code"],
    "properties": {
        "message": {"type": "string", "description": "What is wrong and how to mend it."},
        "code": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "With 400: every wrong field by its path, such as offences.1.article.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "allowed_actions": {
            "type": "array",
            "description": "With 409: what could be done instead.",
            "items": {"type": "string"},
        },
        "warnings": {
            "type": "array",
            "description": "With 409: what has to be read first, by its code.",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("code", "article", "message")},
            },
        },
    },
}
_REFUSED = {
    "description": "400 invalid, 401 no valid token, 403 not allowed, 404 not here or not visible, 409 wrong move.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}
_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Sent again with the same key and body, the call gives its first answer; with another body, 409.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "mla_portal.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token KEY"}


def say_of_every_call(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """How calls are refused, and that a POST may be sent again."""
    result.setdefault("components", {}).setdefault("schemas", {})["Error"] = _ERROR
    for path in result["paths"].values():
        for method, call in path.items():
            call["responses"]["4XX"] = _REFUSED
            if method == "post":
                call.setdefault("parameters", []).append(_KEY)
    return result
