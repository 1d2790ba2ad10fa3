"""A service that takes agreements in and gives them out, asked as its users would."""

import asyncio
import json
from typing import Annotated

import httpx
import pytest
from fastapi import Body, FastAPI
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from medborgarlofte import Agreement, digest, dumps, examples, json_schema, loads, validate
from medborgarlofte.integrations.pydantic import AgreementField, CheckedBy
from medborgarlofte.strategies import agreements, breaking

app = FastAPI(separate_input_output_schemas=False)


class Submission(BaseModel):
    sender: str
    agreement: Annotated[Agreement, CheckedBy("exchange", lang="sv")]


class Receipt(BaseModel):
    digest: str
    agreement: AgreementField


@app.post("/submissions")
def receive(submission: Submission) -> Receipt:
    return Receipt(digest=digest(submission.agreement), agreement=submission.agreement)


@app.post("/echo")
def echo(agreement: Annotated[AgreementField, Body()]) -> AgreementField:
    return agreement


def post(path, body):
    async def ask():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            headers = {"content-type": "application/json"}
            return await client.post(path, content=body, headers=headers)

    return asyncio.run(ask())


@given(agreements(unknown_fields=True))
def test_an_agreement_comes_out_as_it_went_in(agreement):
    sent = post("/echo", dumps(agreement))
    assert sent.status_code == 200
    assert loads(sent.content) == agreement


@given(breaking("K101"))
def test_what_is_wrong_is_answered_with_its_codes_places_and_messages(case):
    agreement, _ = case
    errors = validate(agreement, profile="exchange").errors
    answer = post("/submissions", f'{{"sender": "a", "agreement": {dumps(agreement)}}}')
    assert answer.status_code == 422
    told = answer.json()["detail"]
    assert [(e["type"], e["msg"], e["ctx"]["pointer"]) for e in told] == [
        (f.code, f.message("sv"), f.pointer) for f in errors
    ]
    assert all(e["loc"][:2] == ["body", "agreement"] for e in told)


@pytest.mark.parametrize(
    "body", [b"[]", b"7", b'"{"', b"null", b'{"medborgarlofte": "1.0", "a": NaN, "\\ud800": 1}',
             b'{"a": 1e999}', b'{"\\u0000": {"{}": "\\udfff"}}', b"[" * 200 + b"]" * 200],
)  # fmt: skip
def test_nothing_that_can_be_sent_breaks_the_service(body):
    answer = post("/echo", body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_the_description_has_our_schema():
    schemas = app.openapi()["components"]["schemas"]
    ours = json_schema()
    assert set(ours["$defs"]) < set(schemas)
    assert schemas["Agreement"]["required"] == ours["required"]
    body = app.openapi()["paths"]["/echo"]["post"]
    for place in (body["requestBody"], body["responses"]["200"]):
        schema = place["content"]["application/json"]["schema"]
        assert schema["$ref"] == "#/components/schemas/Agreement"
    judge = Draft202012Validator(
        {"$ref": "#/components/schemas/Agreement", "components": {"schemas": schemas}}
    )
    tree = json.loads(examples.source("strangnas"))
    judge.validate(tree)
    del tree["promises"][0]["text"]
    assert not judge.is_valid(tree)
