"""A key and a certificate that signs itself, for one name, for two days: `certificate.py NAME KEY_FILE CERTIFICATE_FILE`."""

import datetime
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

name, key_file, certificate_file = sys.argv[1:]
key = ec.generate_private_key(ec.SECP256R1())
who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
now = datetime.datetime.now(datetime.timezone.utc)
certificate = (
    x509.CertificateBuilder()
    .subject_name(who)
    .issuer_name(who)
    .public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(now - datetime.timedelta(days=1))
    .not_valid_after(now + datetime.timedelta(days=2))
    .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    .sign(key, hashes.SHA256())
)
pathlib.Path(key_file).write_bytes(
    key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
)
pathlib.Path(certificate_file).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
