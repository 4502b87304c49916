#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a Stillwatch dossier, with nothing but Python 3.9 and the openssl command (3.0 or later).

usage: python3 verify.py DOSSIER [--policy FILE] [--signer FILE] [--tsa-ca FILE] [options]

  DOSSIER             a folder or a zip
  --policy FILE       tlog-policy with the keys of log and witnesses
  --signer FILE       Ed25519 public key of the signer, in PEM; may be given several times
  --tsa-ca FILE       certificates of the timestamp authority, in PEM; with it a timestamp is required
  --tsa-policy OID    policy of the authority that counts; may be given several times
  --no-timestamp      do without the timestamp, whether there is one or not
  --trust-bundled     take policy, signer and authority from the dossier itself: shows only that it fits itself
  --at TIME           verify as of this time (2026-11-26T12:00:00Z) instead of now
  --json              print one JSON object

Policy, signer and authority have to come from somewhere else than the dossier does. Without the options, files called
policy, signer.pem and tsa.pem are taken from the folder that holds the dossier, never from within it, and the output
says so. VERIFY.md explains each step.
Exit code: 0 verified, 1 failed (the first failed step is named), 2 wrong usage.
"""
import base64
import binascii
import calendar
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
import zipfile

MOST_FILES = 20000
MOST_FILE_BYTES = 64 * 2**20
MOST_BYTES = 256 * 2**20
MOST_PATH = 200
MOST_NOTE = 1000000
MOST_SIGNATURES = 100
MOST_HASHES = 64
MOST_TIMESTAMP = 256 * 1024
MOST_POLICY_LINES = 4096
CLOCK_SKEW = 600

LEVELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']
AUDIENCES = ['recipients', 'organisation', 'clients', 'community', 'public']
PROOFS = ['checkpoint', 'dossier.tlog-proof', 'leaf.json', 'opening.json', 'policy', 'signer.pem', 'checkpoint.tsr', 'tsa-chain.pem']
BESIDE = {'bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'withheld.json'} | {'proofs/' + name for name in PROOFS}
STEPS = {
    'read': 'the files are those of a dossier, none too large, none elsewhere',
    'bag': 'the BagIt declaration is that of this format',
    'manifest': 'every payload file is listed and is what the manifest says',
    'withheld': 'what is missing was withheld for a reason that the signed markings allow',
    'tags': 'the tag manifest lists what stands beside the payload',
    'statement': 'the statement is about this manifest and this bag',
    'signature': 'a given signer made the statement',
    'leaf': 'the log\u2019s leaf commits to this manifest and statement',
    'log': 'a log of the given policy signed the checkpoint, and the leaf is in it',
    'quorum': 'enough witnesses of the given policy signed the checkpoint',
    'timestamp': 'a given authority stamped the checkpoint',
}


class Refused(Exception):
    """A step does not hold; the message says why."""


class Absent(Exception):
    """Given instead of a reason: there is nothing of the kind, and nobody asked for it."""


class Usage(Exception):
    """The command line is wrong."""


# ---- reading ------------------------------------------------------------------------------------------------------

PATH = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*')


def is_statement(path):
    return '/' not in path and path.endswith('.dsse.json')


def check_names(entries):
    """Names and sizes, before anything is unpacked."""
    if len(entries) > MOST_FILES:
        raise Refused('more than %d files' % MOST_FILES)
    seen, total, statements = set(), 0, 0
    for path, size in entries:
        if len(path) > MOST_PATH or not PATH.fullmatch(path):
            raise Refused('the name %s is not allowed' % json.dumps(path[:MOST_PATH]))
        if path.lower() in seen:
            raise Refused('the name %s occurs twice' % json.dumps(path))
        seen.add(path.lower())
        total += size
        if size > MOST_FILE_BYTES or total > MOST_BYTES:
            raise Refused('%s exceeds the limits of size' % json.dumps(path))
        statements += is_statement(path)
        if not path.startswith('data/') and path not in BESIDE and not is_statement(path):
            raise Refused('%s does not belong in a dossier' % json.dumps(path))
    if statements > 1:
        raise Refused('more than one signed statement')


def read_folder(root):
    entries = []
    for folder, folders, names in os.walk(root, onerror=fail_walk):
        for name in folders + names:
            full = os.path.join(folder, name)
            path = os.path.relpath(full, root).replace(os.sep, '/')
            mode = os.lstat(full).st_mode
            if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                raise Refused('%s is not a regular file' % json.dumps(path))
            if name in names:
                entries.append((path, os.lstat(full).st_size))
            if len(entries) > MOST_FILES:
                break
    check_names(entries)
    files = {}
    for path, size in entries:
        with open(os.path.join(root, *path.split('/')), 'rb') as source:
            files[path] = source.read(size + 1)
        if len(files[path]) != size:
            raise Refused('%s changed while it was read' % json.dumps(path))
    return files


def fail_walk(error):
    raise error


def read_zip(path):
    """In memory: nothing is ever unpacked to disk."""
    if os.path.getsize(path) > MOST_BYTES:
        raise Refused('the zip is too large')
    try:
        with open(path, 'rb') as source:
            if source.read(4) != b'PK\x03\x04':
                raise Refused('the zip cannot be read: it does not start as one')
        with zipfile.ZipFile(path) as archive:
            if archive.comment:
                raise Refused('the zip cannot be read: it has a comment')
            infos = []
            for info in archive.infolist():
                if info.flag_bits & ~0x800 or info.compress_type not in (0, 8):
                    raise Refused('%s is packed in a way that is not allowed' % json.dumps(info.filename))
                # The name as it stands: a zero byte would cut it.
                if info.orig_filename != info.filename:
                    raise Refused('the name %s is not allowed' % json.dumps(info.orig_filename))
                kind = (info.external_attr >> 16) & 0o170000
                if info.filename.endswith('/') and info.file_size == 0:
                    continue
                if kind not in (0, 0o100000):
                    raise Refused('%s is not a regular file' % json.dumps(info.filename))
                infos.append(info)
            check_names([(info.filename, info.file_size) for info in infos])
            files = {}
            for info in infos:
                with archive.open(info) as source:
                    files[info.filename] = source.read(info.file_size + 1)
                if len(files[info.filename]) != info.file_size:
                    raise Refused('%s in the zip is damaged' % json.dumps(info.filename))
            return files
    except Refused:
        raise
    except Exception as error:
        raise Refused('the zip cannot be read: %s' % error)


def need(files, path):
    if path not in files:
        raise Refused('%s is missing' % path)
    return files[path]


def text_of(files, path):
    try:
        return need(files, path).decode('utf-8')
    except UnicodeDecodeError:
        raise Refused('%s is not UTF-8' % path)


def canonical(text, name, line):
    """JSON in its one spelling (RFC 8785, as far as these files use it): no member twice, no second reading."""
    def refuse_number(_):
        raise ValueError('a number with a fraction')
    try:
        value = json.loads(text, parse_float=refuse_number, parse_constant=refuse_number)
        again = json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    except (ValueError, RecursionError):
        raise Refused('%s is not canonical JSON' % name)
    if again + ('\n' if line else '') != text:
        raise Refused('%s is not canonical JSON' % name)
    return value


def shape(value, members, name):
    """Exactly these members; a type stands for itself, a tuple for its alternatives, a pattern for a matching text."""
    if not isinstance(value, dict) or set(value) != set(members):
        raise Refused('%s is not of a known form' % name)
    for member, wanted in members.items():
        found = value[member]
        if isinstance(wanted, type):
            good = type(found) is wanted
        elif isinstance(wanted, (tuple, list)):
            good = isinstance(found, (str, int, type(None))) and any(type(found) is type(one) and found == one for one in wanted)
        else:
            good = isinstance(found, str) and wanted.fullmatch(found) is not None
        if not good:
            raise Refused('%s is not of a known form: %s' % (name, member))
    return value


HASH = re.compile(r'[0-9a-f]{64}')
MOMENT = re.compile(r'\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z', re.ASCII)


def from_base64(text, name):
    try:
        data = base64.b64decode(text.encode('ascii'), validate=True)
    except (ValueError, binascii.Error):
        raise Refused('%s holds base64 that is not canonical' % name)
    if base64.b64encode(data).decode('ascii') != text:
        raise Refused('%s holds base64 that is not canonical' % name)
    return data


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# ---- bag ----------------------------------------------------------------------------------------------------------

def parse_manifest(text, name):
    lines = text.split('\n')
    if lines.pop() != '':
        raise Refused('%s does not end with a line feed' % name)
    hashes, last = {}, ''
    for number, line in enumerate(lines, 1):
        found = re.fullmatch(r'([0-9a-f]{64})  ([A-Za-z0-9._/-]+)', line)
        if not found:
            raise Refused('line %d of %s cannot be read' % (number, name))
        if found[2] <= last:
            raise Refused('line %d of %s is out of order or there twice' % (number, name))
        last = found[2]
        hashes[last] = found[1]
    return hashes


def check_bag(files):
    if text_of(files, 'bagit.txt') != 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n':
        raise Refused('bagit.txt is not that of BagIt 1.0 in UTF-8')
    form = r'Source-Organization: ([\x20-\x7e]{1,120})\nExternal-Identifier: ([\x20-\x7e]{1,64})\nBagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})\n'
    found = re.fullmatch(form, text_of(files, 'bag-info.txt'))
    if not found:
        raise Refused('bag-info.txt cannot be read')
    return found.groups(), 'BagIt 1.0'


def check_manifest(files):
    manifest = parse_manifest(text_of(files, 'manifest-sha256.txt'), 'manifest-sha256.txt')
    for path in manifest:
        if not path.startswith('data/'):
            raise Refused('manifest-sha256.txt lists %s, which is no payload' % path)
    for path in sorted(files):
        if not path.startswith('data/'):
            continue
        if path not in manifest:
            raise Refused('%s is not in the manifest' % path)
        if manifest[path] != sha256(files[path]):
            raise Refused('%s is not what the manifest says' % path)
    return manifest, '%d files listed' % len(manifest)


def may_read(reader, item):
    return LEVELS.index(item) <= LEVELS.index(reader)


def check_withheld(files, manifest):
    name = 'data/markings.json'
    value = shape(canonical(text_of(files, name), name, True), {'format': ('stillwatch-markings/v1',), 'items': list}, name)
    markings = {}
    for item in value['items']:
        shape(item, {'path': str, 'tlp': LEVELS, 'erasable': bool}, name)
        markings[item['path']] = item
    if len(value['items']) != len(markings) or set(markings) != set(manifest):
        raise Refused('%s does not mark exactly what the manifest lists' % name)
    records, level, count = {}, None, 0
    if 'withheld.json' in files:
        name = 'withheld.json'
        form = {'format': ('stillwatch-withheld/v1',), 'audience': AUDIENCES, 'tlp': LEVELS, 'items': list}
        value = shape(canonical(text_of(files, name), name, True), form, name)
        level = value['tlp']
        for item in value['items']:
            shape(item, {'path': str, 'sha256': HASH, 'tlp': LEVELS, 'reason': ('marking', 'erased')}, name)
            records[item['path']] = item
        count = len(records)
        if len(value['items']) != count or count == 0:
            raise Refused('withheld.json is empty or names a file twice')
    for path in sorted(manifest):
        marking, record = markings[path], records.pop(path, None)
        if record is None:
            if path not in files:
                raise Refused('%s is missing and no record says why' % path)
            if level is not None and not may_read(level, marking['tlp']):
                raise Refused('%s is shown to a reader who may not see it' % path)
            continue
        if path in files:
            raise Refused('%s is there and said to be withheld' % path)
        if record['sha256'] != manifest[path] or record['tlp'] != marking['tlp']:
            raise Refused('the record of %s does not fit what was signed' % path)
        if record['reason'] == 'marking' and may_read(level, marking['tlp']):
            raise Refused('%s was withheld from a reader who may see it' % path)
        if record['reason'] == 'erased' and not marking['erasable']:
            raise Refused('%s holds nobody\u2019s data and cannot have been erased' % path)
    for path in records:
        raise Refused('%s is said to be withheld and was never part' % path)
    if level is None:
        return None, Absent('nothing is withheld')
    return count, '%d files withheld, shown up to TLP:%s' % (count, level)


def check_tags(files):
    name = 'tagmanifest-sha256.txt'
    listed = parse_manifest(text_of(files, name), name)
    for path in sorted(files):
        if path.startswith('data/') or path == name:
            continue
        if path not in listed:
            raise Refused('%s is not in the tag manifest' % path)
        if listed.pop(path) != sha256(files[path]):
            raise Refused('%s is not what the tag manifest says' % path)
    for path in listed:
        raise Refused('%s is in the tag manifest and not there' % path)
    return None, 'all tag files listed'


# ---- signed statement ---------------------------------------------------------------------------------------------

PAYLOAD_TYPE = 'application/vnd.in-toto+json'


def open_statement(files):
    paths = [path for path in files if is_statement(path)]
    if len(paths) != 1:
        raise Refused('there is no signed statement')
    name = 'the signed statement'
    form = {'payloadType': (PAYLOAD_TYPE,), 'payload': str, 'signatures': list}
    envelope = shape(canonical(text_of(files, paths[0]), name, True), form, name)
    if len(envelope['signatures']) != 1:
        raise Refused('%s has not exactly one signature' % name)
    shape(envelope['signatures'][0], {'keyid': str, 'sig': str}, name)
    payload = from_base64(envelope['payload'], name)
    try:
        text = payload.decode('utf-8')
    except UnicodeDecodeError:
        raise Refused('the statement is not UTF-8')
    name = 'the statement'
    form = {'_type': ('https://in-toto.io/Statement/v1',), 'subject': list, 'predicateType': ('urn:stillwatch:dossier:v1',), 'predicate': dict}
    statement = shape(canonical(text, name, False), form, name)
    if len(statement['subject']) != 1:
        raise Refused('%s has not exactly one subject' % name)
    shape(statement['subject'][0], {'name': ('manifest-sha256.txt',), 'digest': dict}, name)
    shape(statement['subject'][0]['digest'], {'sha256': HASH}, name)
    form = {'organisation': str, 'caseId': str, 'madeAt': MOMENT, 'audience': AUDIENCES, 'tlp': LEVELS}
    shape(statement['predicate'], form, name)
    signature = envelope['signatures'][0]
    return statement, payload, from_base64(signature['sig'], 'the signed statement'), signature['keyid']


def check_statement(files, bag):
    opened = open_statement(files)
    statement = opened[0]
    if statement['subject'][0]['digest']['sha256'] != sha256(need(files, 'manifest-sha256.txt')):
        raise Refused('the statement is about another manifest')
    predicate = statement['predicate']
    if bag != (predicate['organisation'], predicate['caseId'], predicate['madeAt'][:10]):
        raise Refused('the bag\u2019s description is not that of the statement')
    return opened, 'case %s of %s' % (predicate['caseId'], predicate['organisation'])


def check_signature(opened, signers):
    _, payload, signature, keyid = opened
    pae = b'DSSEv1 %d %s %d %s' % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)
    for pem in signers:
        # The key id is nowhere trusted, but may not name another key.
        if sha256(spki_of(pem)) == keyid and ed25519(pem, pae, signature):
            return keyid, 'signed by key %s' % keyid[:16]
    raise Refused('no given key made the signature')


# ---- openssl ------------------------------------------------------------------------------------------------------

def openssl(arguments, contents):
    """Runs openssl on files of a temporary folder of our own; `contents` gives them by name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in contents.items():
            with open(os.path.join(folder, name), 'wb') as target:
                target.write(content)
        try:
            done = subprocess.run(['openssl'] + arguments, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        except OSError as error:
            raise Refused('openssl cannot be run: %s' % error)
        return done.returncode, done.stdout.decode('utf-8', 'replace')


SPKI = bytes.fromhex('302a300506032b6570032100')


def pem_of(public):
    return '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' % base64.b64encode(SPKI + public).decode()


def spki_of(pem):
    """The key in DER, if it is one Ed25519 key; another kind would make openssl verify something else."""
    found = re.fullmatch(r'\s*-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*', pem)
    der = from_base64(''.join(found[1].split()), 'a given key') if found else b''
    return der if der.startswith(SPKI) and len(der) == len(SPKI) + 32 else b''


def ed25519(pem, message, signature):
    if len(signature) != 64 or spki_of(pem) == b'':
        return False
    arguments = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-in', 'message', '-sigfile', 'signature']
    code, said = openssl(arguments, {'key.pem': pem.encode(), 'message': message, 'signature': signature})
    return code == 0 and 'Signature Verified Successfully' in said


# ---- log ----------------------------------------------------------------------------------------------------------

def check_leaf(files):
    name = 'proofs/leaf.json'
    form = {
        'v': (1,), 'kind': str, 'at': re.compile(r'\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z', re.ASCII),
        'actor': re.compile(r'[A-Za-z0-9_.:-]{1,128}'), 'commit': HASH, 'key': HASH,
    }
    leaf = canonical(text_of(files, name), name, False)
    subject = leaf.pop('subject', 0) if isinstance(leaf, dict) else 0
    shape(leaf, form, name)
    if subject is not None and not (isinstance(subject, str) and re.fullmatch(r'[A-Za-z0-9_.:-]{1,128}', subject)):
        raise Refused('%s is not of a known form: subject' % name)
    if leaf['kind'] != 'dossier':
        raise Refused('the leaf is about a %s, not a dossier' % leaf['kind'])
    name = 'proofs/opening.json'
    opening = shape(canonical(text_of(files, name), name, True), {'salt': re.compile(r'([0-9a-f]{2}){16,64}'), 'payload': str}, name)
    name = 'what the leaf commits to'
    form = {'dossier': str, 'audience': str, 'manifest': HASH, 'statement': HASH}
    payload = shape(canonical(opening['payload'], name, False), form, name)
    if sha256(bytes.fromhex(opening['salt']) + opening['payload'].encode('utf-8')) != leaf['commit']:
        raise Refused('the opening does not fit the commitment of the leaf')
    statement, signed = open_statement(files)[:2]
    expected = {
        'manifest': sha256(need(files, 'manifest-sha256.txt')), 'statement': sha256(signed),
        'dossier': statement['predicate']['caseId'], 'audience': statement['predicate']['audience'],
    }
    for member, value in expected.items():
        if payload[member] != value:
            raise Refused('the leaf commits to another %s' % member)
    return None, 'the leaf commits to manifest and statement'


def size_of(text):
    if not re.fullmatch(r'0|[1-9][0-9]{0,15}', text) or int(text) > 2**53 - 1:
        raise Refused('not a size: %s' % json.dumps(text[:24]))
    return int(text)


def hash_of(text):
    found = from_base64(text, 'the proof')
    if len(found) != 32:
        raise Refused('a line of the proof is not a SHA-256 hash')
    return found


def is_name(name):
    return name != '' and '+' not in name and not re.search(r'[\s\x00-\x1f\x7f-\x9f\ufeff]', name)


def parse_key(vkey, types):
    """name+hex(key id)+base64(type, public key): base64 may hold plus signs, so only the first two part the fields."""
    parts = vkey.split('+', 2)
    if len(parts) != 3 or not is_name(parts[0]) or not re.fullmatch(r'[0-9a-f]{8}', parts[1]):
        raise Refused('not a verifier key')
    encoded = from_base64(parts[2], 'a verifier key')
    lengths = {1: 32, 4: 32, 6: 1312}
    if not encoded or encoded[0] not in types or len(encoded) - 1 != lengths[encoded[0]]:
        raise Refused('a key of an unknown type')
    if hashlib.sha256(parts[0].encode() + b'\n' + encoded).digest()[:4].hex() != parts[1]:
        raise Refused('the key id of %s does not fit its key' % parts[0])
    return {'name': parts[0], 'id': parts[1], 'type': encoded[0], 'public': encoded[1:]}


def parse_policy(text):
    if re.search(r'[^\t\n\x20-\x7e\x80-\U0010ffff]', text):
        raise Refused('policy: a control character')
    lines = text.split('\n')
    if len(lines) > MOST_POLICY_LINES:
        raise Refused('policy: too many lines')
    policy = {'logs': [], 'witnesses': {}, 'groups': {}}
    used, keys = set(), set()

    def wrong(why):
        raise Refused('policy line %d: %s' % (number, why))

    def defined(name):
        return name in policy['witnesses'] or name in policy['groups']

    def new_key(vkey, types):
        key = parse_key(vkey, types)
        if key['public'] in keys:
            wrong('a public key is there already')
        keys.add(key['public'])
        return key

    def new_name(name):
        if name == 'none' or defined(name):
            wrong('%s is taken' % name)

    for number, line in enumerate(lines, 1):
        words = [word for word in re.split(r'[\t ]+', line) if word]
        if not words or words[0].startswith('#'):
            continue
        keyword, words = words[0], words[1:]
        if keyword == 'log' and len(words) in (1, 2):
            policy['logs'].append(new_key(words[0], (1, 6)))
        elif keyword == 'witness' and len(words) in (2, 3):
            new_name(words[0])
            policy['witnesses'][words[0]] = new_key(words[1], (4, 6))
        elif keyword == 'group' and len(words) >= 3:
            new_name(words[0])
            for member in words[2:]:
                if not defined(member) or member in used:
                    wrong('%s is not defined above, or a member already' % member)
                used.add(member)
            count = {'all': str(len(words) - 2), 'any': '1'}.get(words[1], words[1])
            if not re.fullmatch(r'[1-9][0-9]{0,3}', count) or int(count) > len(words) - 2:
                wrong('not a threshold: %s' % words[1])
            policy['groups'][words[0]] = (int(count), words[2:])
        elif keyword == 'quorum' and len(words) == 1 and 'quorum' not in policy:
            if words[0] != 'none' and not defined(words[0]):
                wrong('%s is not defined above' % words[0])
            policy['quorum'] = None if words[0] == 'none' else words[0]
        else:
            wrong('cannot be read')
    if 'quorum' not in policy:
        raise Refused('policy: no quorum')
    return policy


def parse_note(note):
    if len(note) > MOST_NOTE:
        raise Refused('the note is too long')
    if re.search('[\x00-\x09\x0b-\x1f\x7f\ufffd]', note):
        raise Refused('a note is UTF-8 without controls')
    end = note.rfind('\n\n')
    if end < 0 or not note.endswith('\n'):
        raise Refused('malformed note')
    lines = note[end + 2:-1].split('\n')
    if len(lines) > MOST_SIGNATURES:
        raise Refused('the note has too many signatures')
    signatures = []
    for line in lines:
        found = re.fullmatch('\u2014 ([^ ]+) ([^ ]+)', line)
        if not found or not is_name(found[1]):
            raise Refused('malformed signature line')
        data = from_base64(found[2], 'a signature line')
        if len(data) < 5:
            raise Refused('a signature is too short')
        signatures.append({'name': found[1], 'id': data[:4].hex(), 'signature': data[4:]})
    return note[:end + 1], signatures


def own(signatures, key):
    """The one signature of a key, or None. A second one is never needed, and only muddles counting."""
    found = [one['signature'] for one in signatures if one['name'] == key['name'] and one['id'] == key['id']]
    if len(found) > 1:
        raise Refused('%s signed twice' % key['name'])
    return found[0] if found else None


def parse_checkpoint(text):
    lines = text[:-1].split('\n')
    if len(lines) < 3 or '' in lines:
        raise Refused('a checkpoint has three lines or more, none empty')
    return lines[0], size_of(lines[1]), hash_of(lines[2])


def check_log(files, policy):
    proof, checkpoint = text_of(files, 'proofs/dossier.tlog-proof'), text_of(files, 'proofs/checkpoint')
    end = proof.find('\n\n')
    if end < 0 or proof[end + 2:] != checkpoint:
        raise Refused('the checkpoint is not that of the proof')
    lines = proof[:end].split('\n')
    if lines.pop(0) != 'c2sp.org/tlog-proof@v1':
        raise Refused('the proof is of an unknown format')
    if lines and lines[0].startswith('extra '):
        from_base64(lines.pop(0)[6:], 'the proof')
    if not lines or not lines[0].startswith('index '):
        raise Refused('a proof has an index')
    index = size_of(lines.pop(0)[6:])
    if len(lines) > MOST_HASHES:
        raise Refused('the proof has too many hashes')
    path = [hash_of(line) for line in lines]
    text, signatures = parse_note(checkpoint)
    origin, size, root = parse_checkpoint(text)
    keys = [key for key in policy['logs'] if key['name'] == origin]
    if not keys:
        raise Refused('the policy knows no log %s' % origin)
    signed = False
    for key in keys:
        signature = own(signatures, key)
        if signature is None or key['type'] != 1:
            continue
        if not ed25519(pem_of(key['public']), text.encode(), signature):
            raise Refused('the signature of %s does not fit the note' % origin)
        signed = True
    if not signed:
        raise Refused('no Ed25519 key of %s signed the checkpoint' % origin)
    if not included(index, size, hashlib.sha256(b'\0' + need(files, 'proofs/leaf.json')).digest(), path, root):
        raise Refused('the entry is not leaf %d of the tree of %d' % (index, size))
    return (text, signatures), 'leaf %d of %d of %s' % (index, size, origin)


def included(index, size, leaf, path, root):
    """RFC 9162, 2.1.3.2: false for missing and for leftover hashes too."""
    if index >= size:
        return False
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node % 2 == 1 or node == last:
            found = hashlib.sha256(b'\1' + sibling + found).digest()
            while node and node % 2 == 0:
                node, last = node // 2, last // 2
        else:
            found = hashlib.sha256(b'\1' + found + sibling).digest()
        node, last = node // 2, last // 2
    return last == 0 and found == root


def check_quorum(note, policy, now):
    text, signatures = note
    met, silent = [], []
    for name, key in policy['witnesses'].items():
        signature = own(signatures, key)
        if signature is None or key['type'] != 4:
            silent.append(name + (' (ML-DSA, which this script cannot verify)' if signature is not None else ''))
            continue
        seconds = int.from_bytes(signature[:8], 'big')
        message = 'cosignature/v1\ntime %d\n%s' % (seconds, text)
        if seconds == 0 or len(signature) != 72 or not ed25519(pem_of(key['public']), message.encode(), signature[8:]):
            raise Refused('the cosignature of %s does not fit the checkpoint' % name)
        if seconds > now + CLOCK_SKEW:
            raise Refused('the cosignature of %s is from the future' % name)
        met.append(name)
    cosigners = ', '.join(met)
    for name, (count, members) in policy['groups'].items():
        if len([member for member in members if member in met]) >= count:
            met.append(name)
    quorum = policy['quorum']
    if quorum is None:
        return None, 'the policy asks for no witness'
    if quorum not in met:
        raise Refused('the quorum %s is not met; not signed by %s' % (quorum, ', '.join(silent)))
    return None, 'signed by %s' % cosigners


# ---- timestamp ----------------------------------------------------------------------------------------------------

DIGESTS = ('sha256', 'sha384', 'sha512')


def check_timestamp(files, options, now):
    token = files.get('proofs/checkpoint.tsr')
    if options['no_timestamp']:
        return None, Absent('done without')
    if token is None:
        if options['tsa_ca'] is None:
            return None, Absent('there is no timestamp')
        raise Refused('there is no timestamp')
    if options['tsa_ca'] is None:
        raise Refused('there is a timestamp, and no authority was given to check it by')
    if len(token) > MOST_TIMESTAMP:
        raise Refused('the timestamp is too large')
    code, said = openssl(['ts', '-reply', '-in', 'r.tsr', '-text'], {'r.tsr': token})
    found = {name: re.findall(r'(?m)^%s: (.*)$' % name, said) for name in ('Status', 'Hash Algorithm', 'Time stamp', 'Policy OID')}
    if code != 0 or any(len(values) != 1 for values in found.values()):
        raise Refused('the timestamp cannot be read')
    if not found['Status'][0].startswith('Granted'):
        raise Refused('the authority refused')
    if found['Hash Algorithm'][0] not in DIGESTS:
        raise Refused('the digest %s is not accepted' % found['Hash Algorithm'][0])
    if options['tsa_policies'] and found['Policy OID'][0] not in options['tsa_policies']:
        raise Refused('the policy %s was not asked for' % found['Policy OID'][0])
    try:
        # `Nov 26 17:41:41.5 2026 GMT`, whatever the locale.
        month, day, clock, year, zone = found['Time stamp'][0].split()
        months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
        hour, minute, second = clock.split('.')[0].split(':')
        if zone != 'GMT':
            raise ValueError(zone)
        made = calendar.timegm((int(year), months.index(month) + 1, int(day), int(hour), int(minute), int(second)))
    except ValueError:
        raise Refused('the time of the timestamp cannot be read')
    if made > now + CLOCK_SKEW:
        raise Refused('the timestamp is from the future')
    # The chain, the critical key usage and its validity when the token was made; imprint and signature.
    arguments = ['ts', '-verify', '-data', 'checkpoint', '-in', 'r.tsr', '-CAfile', 'ca.pem', '-attime', str(made)]
    contents = {'checkpoint': need(files, 'proofs/checkpoint'), 'r.tsr': token, 'ca.pem': options['tsa_ca'].encode()}
    code, said = openssl(arguments, contents)
    if code != 0 or 'Verification: OK' not in said:
        raise Refused('openssl does not accept the timestamp for this checkpoint and authority')
    return made, time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(made))


# ---- run ----------------------------------------------------------------------------------------------------------

def after(step):
    raise Refused('cannot be checked: it is not so that %s' % STEPS[step])


def verify(path, options, now):
    steps, files = [], {}

    def step(name, work):
        try:
            value, reason = work()
            absent = isinstance(reason, Absent)
            steps.append((name, 'absent' if absent else 'ok', reason.args[0] if absent else reason))
            return value
        except Refused as error:
            steps.append((name, 'failed', str(error)))
        except Exception as error:  # hostile bytes must never pass as a crash
            steps.append((name, 'failed', 'cannot be read: %s' % error))
        return None

    def read():
        files.update(read_folder(path) if os.path.isdir(path) else read_zip(path))
        return True, '%d files' % len(files)

    if step('read', read) is None:
        for name in list(STEPS)[1:]:
            steps.append((name, 'failed', 'cannot be checked: it is not so that %s' % STEPS['read']))
        return steps
    if options['bundled']:
        options['policy'] = files.get('proofs/policy', b'').decode('utf-8', 'replace')
        options['signers'] = [files.get('proofs/signer.pem', b'').decode('utf-8', 'replace')]
        if 'proofs/checkpoint.tsr' in files:
            options['tsa_ca'] = files.get('proofs/tsa-chain.pem', b'').decode('utf-8', 'replace')
    bag = step('bag', lambda: check_bag(files))
    manifest = step('manifest', lambda: check_manifest(files))
    step('withheld', lambda: check_withheld(files, manifest) if manifest is not None else after('manifest'))
    step('tags', lambda: check_tags(files))
    opened = step('statement', lambda: check_statement(files, bag) if bag is not None else after('bag'))
    step('signature', lambda: check_signature(opened, options['signers']) if opened is not None else after('statement'))
    step('leaf', lambda: check_leaf(files))
    note = step('log', lambda: check_log(files, parse_policy(options['policy'])))
    step('quorum', lambda: check_quorum(note, parse_policy(options['policy']), now) if note is not None else after('log'))
    step('timestamp', lambda: check_timestamp(files, options, now) if note is not None else after('log'))
    return steps


def read_options(arguments):
    options = {'policy': None, 'signers': [], 'tsa_ca': None, 'tsa_policies': [], 'no_timestamp': False, 'bundled': False, 'beside': [], 'json': False, 'at': None}
    paths, rest = [], list(arguments)

    def value():
        if not rest:
            raise Usage('%s needs a value' % name)
        return rest.pop(0)

    def content():
        path = value()
        try:
            with open(path, encoding='utf-8') as source:
                return source.read(MOST_NOTE)
        except (OSError, UnicodeDecodeError) as error:
            raise Usage('%s: %s' % (path, error))

    while rest:
        name = rest.pop(0)
        if name == '--policy':
            options['policy'] = content()
        elif name == '--signer':
            options['signers'].append(content())
        elif name == '--tsa-ca':
            options['tsa_ca'] = content()
        elif name == '--tsa-policy':
            options['tsa_policies'].append(value())
        elif name == '--no-timestamp':
            options['no_timestamp'] = True
        elif name == '--trust-bundled':
            options['bundled'] = True
        elif name == '--json':
            options['json'] = True
        elif name == '--at':
            try:
                options['at'] = calendar.timegm(time.strptime(value(), '%Y-%m-%dT%H:%M:%SZ'))
            except ValueError as error:
                raise Usage(str(error))
        elif name.startswith('-'):
            raise Usage('unknown option %s' % name)
        else:
            paths.append(name)
    if len(paths) != 1:
        raise Usage('name one dossier')
    if not os.path.exists(paths[0]):
        raise Usage('%s does not exist' % paths[0])
    given = options['policy'] is not None or options['signers'] or options['tsa_ca'] is not None
    if options['bundled'] and given:
        raise Usage('--trust-bundled goes with no key or policy of your own')
    if not options['bundled']:
        take_beside(paths[0], options)
    if not options['bundled'] and (options['policy'] is None or not options['signers']):
        raise Usage('a policy and a signer are needed, from somewhere else than the dossier')
    return paths[0], options


def take_beside(dossier, options):
    """What was not named is looked for in the folder that holds the dossier: where its reader put it, not its maker."""
    folder = os.path.dirname(os.path.abspath(dossier))

    def beside(name):
        try:
            with open(os.path.join(folder, name), encoding='utf-8') as source:
                text = source.read(MOST_NOTE)
        except (OSError, UnicodeDecodeError):
            return None
        options['beside'].append(name)
        return text

    if options['policy'] is None:
        options['policy'] = beside('policy')
    if not options['signers']:
        options['signers'] = [text for text in [beside('signer.pem')] if text is not None]
    if options['tsa_ca'] is None and not options['no_timestamp']:
        options['tsa_ca'] = beside('tsa.pem')


def main(arguments):
    if arguments in (['-h'], ['--help']):
        print(__doc__)
        return 0
    try:
        path, options = read_options(arguments)
    except Usage as error:
        print('verify.py: %s\n\n%s' % (error, __doc__), file=sys.stderr)
        return 2
    steps = verify(path, options, time.time() if options['at'] is None else options['at'])
    failed = next((name for name, status, _ in steps if status == 'failed'), None)
    # Nothing passes by being left out.
    verified = failed is None and [name for name, _, _ in steps] == list(STEPS)
    if options['json']:
        rows = [{'step': name, 'status': status, 'reason': reason} for name, status, reason in steps]
        print(json.dumps({'verified': verified, 'failed': failed, 'bundled': options['bundled'], 'beside': options['beside'], 'steps': rows}))
        return 0 if verified else 1
    for name, status, reason in steps:
        print('%-7s %-10s %s: %s' % (status, name, STEPS[name], reason))
    if options['bundled']:
        print('\nWARNING: policy and keys came from the dossier itself. That shows only that it fits itself: anybody can make one that does.')
    if options['beside']:
        print('\nNOTE: taken from beside the dossier: %s. Make sure that they did not come with it.' % ', '.join(options['beside']))
    if verified:
        print('\nVERIFIED. This shows existence, order, integrity and authorship, not that what is written is true.')
        return 0
    print('\nFAILED at step %s: %s' % (failed, next(reason for name, _, reason in steps if name == failed)))
    return 1


if __name__ == '__main__':
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding='utf-8', errors='replace')
    sys.exit(main(sys.argv[1:]))
