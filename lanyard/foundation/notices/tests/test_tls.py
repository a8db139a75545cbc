"""Mail over TLS goes only to a server that proves who it is."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.models import Delivery
from lanyard.foundation.organisations.models import Organisation
from tests.post import Post, free_port


def _certified_by_itself(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "server.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for(
    college: Organisation, person: Callable[[str], UUID], settings: Any, tmp_path: Path
) -> None:
    handler = Post()
    server = Controller(
        handler, hostname="127.0.0.1", port=free_port(), tls_context=_certified_by_itself(tmp_path)
    )
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = True, 5
    try:
        notices.notify("tests.routine", [person("ada")], url="/x/", event="e")
        jobs.run_waiting()
    finally:
        server.stop()
    assert handler.arrived == []
    [mail] = Delivery.objects.filter(channel="email")
    assert (mail.state, mail.failure) == ("queued", "SSLCertVerificationError")
