#!/bin/sh
# Makes the files of this folder with OpenSSL 3: a signature whose certificates say where their issuers, states and
# lists lie, and what those places would answer. Keys are made anew and thrown away, so every file changes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for name in root issuing signer stranger; do
  openssl ecparam -genkey -name prime256v1 -noout -out $name.key
done
cat > ca.cnf <<'END'
[req]
distinguished_name = none
prompt = no
utf8 = yes
[none]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[issuing]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = caIssuers;URI:http://pki.vi-du.vn/root.cer
crlDistributionPoints = URI:http://pki.vi-du.vn/root.crl
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://ocsp.vi-du.vn/, OCSP;URI:ldap://ocsp.vi-du.vn/, caIssuers;URI:http://pki.vi-du.vn/issuing.cer
crlDistributionPoints = URI:ldap://pki.vi-du.vn/cn=list, URI:http://pki.vi-du.vn/issuing.crl
[ca]
default_ca = this
[this]
database = index.txt
crlnumber = number
default_md = sha256
END

subject() { printf '/C=VN/O=Cơ quan ví dụ/CN=%s' "$1"; }
openssl req -x509 -new -key root.key -sha256 -days 7300 -utf8 -subj "$(subject 'Gốc ví dụ')" \
  -config ca.cnf -extensions root -out root.pem
openssl req -x509 -new -key stranger.key -sha256 -days 7300 -utf8 -subj "$(subject 'Cấp phát ví dụ')" \
  -config ca.cnf -extensions root -out stranger.pem
issue() { # holder, name, issuer, serial
  openssl req -new -key "$1.key" -utf8 -subj "$(subject "$2")" -config ca.cnf |
    openssl x509 -req -CA "$3.pem" -CAkey "$3.key" -sha256 -days 7200 -set_serial "$4" \
      -extfile ca.cnf -extensions "$1" -out "$1.pem"
}
issue issuing 'Cấp phát ví dụ' root 0x2001
issue signer 'Lê Thị Ký' issuing 0x00c0ffee0042

: > index.txt
list() { # issuer, first and last moment, file
  printf '01\n' > number
  openssl ca -gencrl -config ca.cnf -cert "$1.pem" -keyfile "$1.key" -crl_lastupdate "$2" -crl_nextupdate "$3" |
    openssl crl -outform DER -out "$here/$4"
}
list root 20261101000000Z 20271101000000Z root.crl
list issuing 20261101000000Z 20261108000000Z issuing-1.crl
list issuing 20261108000000Z 20261115000000Z issuing-2.crl
list issuing 20261115000000Z 20261129000000Z issuing-3.crl
list stranger 20261115000000Z 20261129000000Z stranger.crl
openssl crl -inform DER -in "$here/issuing-1.crl" -out "$here/issuing-1.crl.pem"

serial=$(openssl x509 -in signer.pem -noout -serial | cut -d= -f2)
printf 'V\t460101000000Z\t\t%s\tunknown\t%s\n' "$serial" "$(subject signer)" > index.txt
openssl ocsp -sha1 -issuer issuing.pem -cert signer.pem -no_nonce -reqout "$here/signer.ocsp-request"
openssl ocsp -index index.txt -CA issuing.pem -rsigner issuing.pem -rkey issuing.key -ndays 30 \
  -reqin "$here/signer.ocsp-request" -respout "$here/signer.ocsp" > /dev/null
openssl ocsp -index index.txt -CA issuing.pem -rsigner stranger.pem -rkey stranger.key -ndays 30 \
  -reqin "$here/signer.ocsp-request" -respout "$here/stranger.ocsp" > /dev/null

printf 'Nội dung đã ký' > content
openssl cms -sign -cades -binary -md sha256 -signer signer.pem -inkey signer.key -in content \
  -outform DER -out "$here/signature.cms"
openssl crl2pkcs7 -nocrl -certfile issuing.pem -certfile stranger.pem -outform DER -out "$here/issuing.p7c"
for name in root issuing signer; do
  openssl x509 -in $name.pem -outform DER -out "$here/$name.der"
done
cp issuing.pem "$here/issuing.pem"
