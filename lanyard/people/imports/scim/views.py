"""The SCIM endpoints: thin over the store; every answer but an empty one is a SCIM message."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import (
    Context,
    Error,
    ForbiddenException,
    InvalidSyntaxException,
    ListResponse,
    NotFoundException,
    NotImplementedException,
    Resource,
    ResourceType,
    Schema,
    SCIMException,
)

from lanyard.foundation.audit.api import Actor
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import bearer
from lanyard.people.imports.scim import store
from lanyard.people.imports.scim.service import (
    CONFIG,
    EVERY,
    MEDIA_TYPE,
    MODELS,
    MOST,
    PARAMETERS,
    PATCHES,
    POLICY,
    PROVIDER,
    SEARCH_ALL,
    SEARCHES,
    STRICT,
    USUAL,
)
from lanyard.people.models import Provisioned

SCOPE = "scim"
_LARGEST = 2 * 1024 * 1024
Endpoint = Callable[..., HttpResponse]


def scim(*methods: str) -> Callable[[Endpoint], Endpoint]:
    """Let a service token in, speak SCIM on failure, and roll back what a failure left."""

    def wrap(view: Endpoint) -> Endpoint:
        @csrf_exempt
        @functools.wraps(view)
        def endpoint(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            token = bearer(request, SCOPE)
            if token is None:
                answer = _failure(Error(status=401, detail="A service token is needed."))
                answer["WWW-Authenticate"] = 'Bearer realm="scim"'
                return answer
            if request.method not in methods:
                return _failure(Error(status=405, detail=f"{request.method} is not offered here."))
            try:
                with POLICY, system_duty("provision people"), transaction.atomic():
                    return view(request, *args, by=token, **kwargs)
            except ValidationError as error:
                return _failure(Error.from_validation_errors(error)[0])
            except SCIMException as error:
                return _failure(error.to_error())

        return endpoint

    return wrap


def _failure(error: Error) -> HttpResponse:
    return _answer(error.model_dump(), status=error.status or 400)


def _answer(body: Any, *, status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/scim/v2")


def _body(request: HttpRequest) -> Any:
    if len(request.body) > _LARGEST:
        raise InvalidSyntaxException(detail="The request is too large.")
    try:
        return json.loads(request.body)
    except ValueError as error:
        raise InvalidSyntaxException(detail="The request is no JSON.") from error


def _shown(row: Provisioned, base: str) -> Resource[Any]:
    resource = store.resource_of(row, base)
    if row.kind == "User":
        store.with_groups([(row, resource)], base)
        store.with_access([(row, resource)])
    return resource


def _one(
    request: HttpRequest, row: Provisioned, *, context: Context, status: int = 200
) -> HttpResponse:
    resource = _shown(row, _base(request))
    parameters = PARAMETERS[row.kind].model_validate(request.GET.dict())
    answer = _answer(
        resource.model_dump(scim_ctx=context, response_parameters=parameters), status=status
    )
    answer["ETag"] = store.etag(row, resource)
    answer["Location"] = str(resource.meta.location) if resource.meta else ""
    return answer


@scim("GET", "POST")
def collection(request: HttpRequest, kind: str, *, by: Actor) -> HttpResponse:
    """List users or groups, or add one."""
    if request.method == "GET":
        return _found(
            request,
            (kind,),
            SEARCHES[kind].model_validate(request.GET.dict()),
            Context.RESOURCE_QUERY_RESPONSE,
        )
    resource = MODELS[kind].model_validate(
        _body(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST
    )
    row = store.create(kind, resource, by=by)
    return _one(request, row, context=Context.RESOURCE_CREATION_RESPONSE, status=201)


@scim("POST")
def search(request: HttpRequest, kind: str = "", *, by: Actor) -> HttpResponse:
    """List by a request in the body (RFC 7644, 3.4.3)."""
    model = SEARCHES[kind] if kind else SEARCH_ALL
    wanted = model.model_validate(_body(request), scim_ctx=Context.SEARCH_REQUEST)
    return _found(request, (kind,) if kind else tuple(MODELS), wanted, Context.SEARCH_RESPONSE)


def _found(
    request: HttpRequest, kinds: Sequence[str], wanted: Any, context: Context
) -> HttpResponse:
    found = store.search(kinds, wanted, _base(request))
    first = wanted.start_index_0 or 0
    size = min(USUAL if wanted.count is None else wanted.count, MOST)
    page = [resource for _, resource in found[first : first + size]]
    model: Any = MODELS[kinds[0]] if len(kinds) == 1 else EVERY
    kind_of_list = ListResponse[model]
    listing = kind_of_list(
        total_results=len(found), start_index=first + 1, items_per_page=len(page), resources=page
    )
    return _answer(listing.model_dump(scim_ctx=context, response_parameters=wanted))


@scim("GET", "PUT", "PATCH", "DELETE")
def single(request: HttpRequest, kind: str, pk: str, *, by: Actor) -> HttpResponse:
    """Show, replace, change or forget one user or group."""
    row = store.find(kind, pk)
    if request.method == "GET":
        tag = store.etag(row, _shown(row, _base(request)))
        if request.headers.get("If-None-Match") == tag:
            return HttpResponse(status=304, headers={"ETag": tag})
        return _one(request, row, context=Context.RESOURCE_QUERY_RESPONSE)
    store.check_version(row, request.headers.get("If-Match"))
    if request.method == "DELETE":
        store.delete(row, by=by)
        return HttpResponse(status=204)
    return (_replace if request.method == "PUT" else _patch)(request, row, by)


def _replace(request: HttpRequest, row: Provisioned, by: Actor) -> HttpResponse:
    wanted = MODELS[row.kind].model_validate(
        _body(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST
    )
    if wanted.replace(_shown(row, _base(request))):
        store.save(row, wanted, by=by)
    return _one(request, row, context=Context.RESOURCE_REPLACEMENT_RESPONSE)


def _patch(request: HttpRequest, row: Provisioned, by: Actor) -> HttpResponse:
    said = _entra_forms(_body(request))
    patch = PATCHES[row.kind].model_validate(said, scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    resource = _shown(row, _base(request))
    if _changes(patch, said["Operations"], resource):
        store.save(row, resource, by=by)
    return _one(request, row, context=Context.RESOURCE_PATCH_RESPONSE)


def _changes(patch: Any, said: list[dict[str, Any]], resource: Resource[Any]) -> bool:
    """Do the operations one after the other; say whether anything changed.

    A "replace" whose filter matches nothing fails, as RFC 7644, 3.5.2.3 demands. Entra ID, which
    writes "Replace", means that the value be added then.
    """
    changed = False
    for operation, words in zip(patch.operations, said, strict=True):
        one = patch.model_copy(update={"operations": [operation]})
        with STRICT if words.get("op") == "replace" else POLICY:
            changed = one.patch(resource) or changed
    return changed


def _entra_forms(body: Any) -> Any:
    """Turn what Entra ID may send into what it means.

    These are "True" and "False" for ``active``, and a manager's bare id for the manager.
    """
    operations = body.get("Operations") if isinstance(body, dict) else None
    for operation in operations if isinstance(operations, list) else ():
        if not isinstance(operation, dict):
            continue
        value = operation.get("value")
        if isinstance(operation.get("path"), str):
            operation["value"] = _meant(operation["path"], value)
        elif isinstance(value, dict):
            operation["value"] = {key: _meant(key, item) for key, item in value.items()}
    return body


def _meant(path: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if path.casefold() == "active":
        return {"true": True, "false": False}.get(value.casefold(), value)
    return {"value": value} if path.casefold().endswith(":manager") else value


@scim("GET")
def configuration(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Say what the service can do."""
    return _answer(CONFIG.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))


@scim("GET")
def schemas(request: HttpRequest, uri: str = "", *, by: Actor) -> HttpResponse:
    """Show the schemas, or one of them."""
    return _described(request, list(PROVIDER.schemas), Schema, "Schemas", uri)


@scim("GET")
def resource_types(request: HttpRequest, name: str = "", *, by: Actor) -> HttpResponse:
    """Show the kinds of resource, or one of them."""
    return _described(request, list(PROVIDER.resource_types), ResourceType, "ResourceTypes", name)


def _described(
    request: HttpRequest, every: Sequence[Any], model: Any, place: str, wanted: str
) -> HttpResponse:
    if "filter" in request.GET:
        raise ForbiddenException(detail="These cannot be filtered (RFC 7644, 4).")
    if not wanted:
        kind_of_list = ListResponse[model]
        listing = kind_of_list(
            total_results=len(every), start_index=1, items_per_page=len(every), resources=every
        )
        return _answer(listing.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))
    for one in every:
        if wanted.casefold() in {str(one.id).casefold(), str(getattr(one, "name", "")).casefold()}:
            return _answer(one.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))
    raise NotFoundException(detail=f"There is no {wanted[:80]} in {place}.")


@scim("GET", "POST", "PUT", "PATCH", "DELETE")
def not_offered(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Answer for what the RFC names and this service does not offer: /Me and /Bulk."""
    if request.path.endswith("/Bulk"):
        raise NotImplementedException(
            detail="Bulk is not offered here: send each operation as a request of its own."
        )
    raise NotImplementedException(detail="A service token is nobody: there is no /Me here.")


@scim("GET", "POST", "PUT", "PATCH", "DELETE")
def nowhere(request: HttpRequest, rest: str = "", *, by: Actor) -> HttpResponse:
    """Answer for every other address under /scim/v2."""
    raise NotFoundException(detail="There is nothing at this address.")
