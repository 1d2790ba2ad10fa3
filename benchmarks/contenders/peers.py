"""Other domain libraries, each with a document of its own of some 15 kB.

Their formats ask other things of them, so only the speed per megabyte is told, and it is told
apart from the rest. What they are given is made up, valid, and the same in every run.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

_MOMENT: Final = "2024-05-01T12:00:00.000Z"


@frozen
class Peer:
    """A library, a document of its format, and how it reads and writes it.

    Attributes:
        name: The library.
        data: The document.
        load: From bytes to its objects.
        dump: From its objects to JSON.
    """

    name: str
    data: bytes
    load: Callable[[bytes], Any]
    dump: Callable[[Any], bytes | str]


def peers() -> tuple[Peer, ...]:
    """pystac, stix2 and cyclonedx-python-lib."""
    return _pystac(), _stix2(), _cyclonedx()


def _pystac() -> Peer:
    import pystac

    items = [
        {
            "type": "Feature",
            "stac_version": "1.0.0",
            "id": f"scene-{n}",
            "properties": {"datetime": _MOMENT, "title": f"Scen {n} över Mälaren", "gsd": 10.0},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[16, 59], [17, 59], [17, 60], [16, 60], [16, 59]]],
            },
            "bbox": [16.0, 59.0, 17.0, 60.0],
            "links": [{"rel": "self", "href": f"https://example.org/scene-{n}.json"}],
            "assets": {
                band: {
                    "href": f"https://example.org/{n}/{band}.tif",
                    "type": "image/tiff; application=geotiff",
                    "title": f"Band {band}",
                    "roles": ["data"],
                }
                for band in ("red", "green", "blue")
            },
        }
        for n in range(14)
    ]
    data = _bytes({"type": "FeatureCollection", "features": items})
    return Peer(
        "pystac",
        data,
        lambda raw: pystac.ItemCollection.from_dict(json.loads(raw)),
        lambda made: json.dumps(made.to_dict()),
    )


def _stix2() -> Peer:
    import stix2

    objects = [
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{n:08x}-0000-4000-8000-000000000000",
            "created": _MOMENT,
            "modified": _MOMENT,
            "name": f"Adress {n}",
            "description": "En adress som förekommer i flera anmälningar om bedrägerier.",
            "indicator_types": ["malicious-activity"],
            "pattern": f"[domain-name:value = 'host{n}.example.org']",
            "pattern_type": "stix",
            "valid_from": _MOMENT,
            "labels": ["fraud"],
        }
        for n in range(28)
    ]
    bundle = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000"}
    return Peer(
        "stix2",
        _bytes({**bundle, "objects": objects}),
        lambda raw: stix2.parse(raw.decode()),
        lambda made: made.serialize(),
    )


def _cyclonedx() -> Peer:
    from cyclonedx.model.bom import Bom
    from cyclonedx.output.json import JsonV1Dot5

    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/library-{n}@1.{n}",
            "name": f"library-{n}",
            "version": f"1.{n}",
            "description": "Ett bibliotek som programmet behöver.",
            "purl": f"pkg:pypi/library-{n}@1.{n}",
            "hashes": [{"alg": "SHA-256", "content": f"{n:064x}"}],
            "licenses": [{"license": {"id": "MIT"}}],
            "externalReferences": [{"type": "website", "url": f"https://example.org/{n}"}],
        }
        for n in range(30)
    ]
    data = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    return Peer(
        "cyclonedx-python-lib",
        _bytes(data),
        lambda raw: Bom.from_json(json.loads(raw)),
        lambda made: JsonV1Dot5(made).output_as_string(),
    )


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
