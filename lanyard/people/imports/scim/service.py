"""What the SCIM service offers: its resources, its capabilities, what it forgives."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    EnterpriseUser,
    ETag,
    Extension,
    Filter,
    Group,
    Mutability,
    Pagination,
    Patch,
    PatchOp,
    ResourceType,
    ResponseParameters,
    Returned,
    ScimPolicy,
    ScimProvider,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    User,
)

from lanyard.people.access_state import STATES

MEDIA_TYPE = "application/scim+json"
#: The most resources in one answer, and how many where the client does not say.
MOST = 500
USUAL = 100

#: What Microsoft Entra ID sends beyond the letter of the RFC is understood.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
#: The same, but a filter that matches nothing is an error, as the RFC has it.
STRICT = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
)
CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    pagination=Pagination(cursor=False, index=True, default_page_size=USUAL, max_page_size=MOST),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken, name="Service token",
            description="A service token with the scope scim, made under Sign-in.", primary=True,
        )
    ],
)  # fmt: skip


class Access(Extension):
    """How the account stands before what its holder must sign, and what was done about it.

    Lanyard says how it stands; the directory says what it has applied.
    """

    __schema__ = URN("urn:lanyard:params:scim:schemas:extension:access:2.0:User")

    access_state: Annotated[str | None, Mutability.read_only, Returned.default] = Field(
        default=None, examples=list(STATES[1:])
    )
    """Provisional before the first signature that access waits for, restricted while a signature
    is late or personal use is suspended; absent while nothing stands against it."""

    waits_for: Annotated[list[str] | None, Mutability.read_only, Returned.default] = None
    """The documents whose signature the account waits for."""

    applied_state: str | None = None
    """What the directory has applied: ready, provisional or restricted."""


UserModel: Any = User[EnterpriseUser | Access]
MODELS: dict[str, Any] = {"User": UserModel, "Group": Group}
EVERY: Any = UserModel | Group
# Messages about one kind of resource, and about all. Pydantic reads the source of the line on which
# a generic model is made, so each stands on a line of its own.
_search_users: Any = SearchRequest[UserModel]
_search_groups: Any = SearchRequest[Group]
_patch_user: Any = PatchOp[UserModel]
_patch_group: Any = PatchOp[Group]
_show_user: Any = ResponseParameters[UserModel]
_show_group: Any = ResponseParameters[Group]
SEARCHES: dict[str, Any] = {"User": _search_users, "Group": _search_groups}
PATCHES: dict[str, Any] = {"User": _patch_user, "Group": _patch_group}
PARAMETERS: dict[str, Any] = {"User": _show_user, "Group": _show_group}
SEARCH_ALL: Any = SearchRequest[EVERY]
PROVIDER = ScimProvider(
    models=[User, EnterpriseUser, Access, Group],
    resource_types=[ResourceType.from_resource(UserModel), ResourceType.from_resource(Group)],
    config=CONFIG,
    policy=POLICY,
)
