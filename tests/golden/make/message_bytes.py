"""Turns a hand-written mail into the bytes Gmail would return for it: headers, MIME parts, transfer encodings."""
import base64
import datetime
import email.header
import email.utils
import hashlib
import html as html_text
import quopri
import re
import textwrap
from zoneinfo import ZoneInfo

GMAIL_ZONE = ZoneInfo("America/Los_Angeles")
WRAP_COLUMNS = {"gmail": 72, "outlook": 76, "thunderbird": 72}
XMAILER = {"iphone": "X-Mailer: iPhone Mail (22F76)", "apple": "X-Mailer: Apple Mail (2.3826.600.51.1.1)",
           "outlook": "X-Mailer: Microsoft Outlook 16.0", "thunderbird": "User-Agent: Mozilla Thunderbird",
           "samsung": "X-Mailer: Samsung Email 6.1", "roundcube": "User-Agent: Roundcube Webmail/1.6.5"}
JPEG = ("/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgy"
        "PC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==")
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
PDF = base64.b64encode(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").decode()
TYPES = {"csv": "text/csv", "txt": "text/plain", "ics": "text/calendar", "tsv": "text/tab-separated-values",
         "html": "text/html", "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
         "xls": "application/vnd.ms-excel"}


class Ids:
    """Random-looking ids that are the same in every run."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def hex(self, digits):
        self.count += 1
        return hashlib.sha256(f"{self.seed}|{self.count}".encode()).hexdigest()[:digits]


def stamp(moment, zone=None):
    local = moment.astimezone(zone) if zone else moment
    return email.utils.format_datetime(local) + (f" ({local.tzname()})" if zone else "")


def encoded(text, charset, cte):
    raw = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(charset)
    if cte == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n").rstrip(b"\r\n") + b"\r\n"
    if cte == "quoted-printable":
        coded = quopri.encodestring(raw.replace(b"\r\n", b"\n"), quotetabs=False)
        return coded.replace(b"\n", b"\r\n") + b"\r\n"
    return raw + b"\r\n"


def part(kind, text, charset, cte, extra=""):
    lines = [f'Content-Type: {kind}; charset="{charset}"{extra}']
    if cte != "7bit" or charset != "us-ascii":
        lines.append(f"Content-Transfer-Encoding: {cte}")
    return lines, encoded(text, charset, cte)


def wrap(text, columns):
    out = []
    for line in text.split("\n"):
        prose = len(line) > columns + 4 and "  " not in line.strip() and "\t" not in line and not line.startswith(">")
        out += textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False) if prose else [line]
    return "\n".join(out)


def flow(text):
    """RFC 3676: soft line breaks end in a space; quoted lines keep their marks."""
    out = []
    for line in text.split("\n"):
        if len(line) <= 74 or "  " in line.strip():
            out.append(line.rstrip() if line != "-- " else line)
            continue
        mark = re.match(r"(?:> ?)*", line)[0]
        pieces = textwrap.wrap(line[len(mark):], 72 - len(mark), break_long_words=False, break_on_hyphens=False)
        out += [mark + p + " " for p in pieces[:-1]] + [mark + pieces[-1]]
    return "\n".join(out)


def as_html(text, mailer):
    """The HTML alternative a mail program would make of what was typed."""
    rows, depth = [], 0
    for line in text.split("\n"):
        mark = re.match(r"(?:> ?)*", line)[0]
        level = mark.count(">")
        while depth < level:
            rows.append('<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">'
                        if mailer == "gmail" else '<blockquote type="cite">')
            depth += 1
        while depth > level:
            rows.append("</blockquote>")
            depth -= 1
        typed = html_text.escape(line[len(mark):], quote=mailer == "gmail")
        if mailer == "outlook":
            rows.append(f"<p class=MsoNormal>{typed or '&nbsp;'}<o:p></o:p></p>")
        else:
            rows.append(f"<div>{typed or '<br>'}</div>")
    rows += ["</blockquote>"] * depth
    inside = "\n".join(rows) if mailer == "outlook" else "".join(rows)
    if mailer == "gmail":
        return f'<div dir="ltr">{inside}</div>'
    if mailer == "outlook":
        return ('<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
                "<style><!--\np.MsoNormal{margin:0cm;font-size:11.0pt;font-family:\"Calibri\",sans-serif;}\n--></style></head>\n"
                f'<body lang=EN-GB link="#0563C1"><div class=WordSection1>\n{inside}\n</div></body></html>')
    return ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
            f'<body dir="auto" style="overflow-wrap: break-word;">{inside}</body></html>')


def header_value(text, fold_at=76):
    if text.isascii():
        return text
    return email.header.Header(text, "utf-8", maxlinelen=fold_at).encode(linesep="\r\n")


def address_line(value):
    shown, address = email.utils.parseaddr(value)
    if value.isascii():
        return value
    return f"{email.header.Header(shown, 'utf-8').encode()} <{address}>"


def results(domain, address, ip, verdict, ids, selector="google"):
    policy = "REJECT" if verdict != "pass-none" else "NONE"
    if verdict.startswith("pass"):
        return [f"mx.google.com;", f"       dkim=pass header.i=@{domain} header.s={selector} header.b={ids.hex(8)};",
                f"       spf=pass (google.com: domain of {address} designates {ip} as permitted sender) smtp.mailfrom={address};",
                f"       dmarc=pass (p={policy} sp={policy} dis=NONE) header.from={domain}"]
    if verdict == "absent":
        return [f"mx.google.com;",
                f"       spf=pass (google.com: domain of {address} designates {ip} as permitted sender) smtp.mailfrom={address}"]
    says = {"fail": "fail", "softfail": "softfail"}[verdict]
    phrase = f"domain of {'transitioning ' if verdict == 'softfail' else ''}{address} does not designate {ip} as permitted sender"
    dkim = [f"       dkim=neutral (body hash did not verify) header.i=@{domain} header.s=google header.b={ids.hex(8)};"]
    return [f"mx.google.com;", *(dkim if verdict == "softfail" else []),
            f"       spf={says} (google.com: {phrase}) smtp.mailfrom={address};",
            f"       dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from={domain}"]


def authentication(options, domain, address, ip, ids):
    """The Authentication-Results headers, topmost first; `auth=` of the mail says which story they tell."""
    story = options.get("auth", "pass")
    good = results(domain, address, "192.0.2.25", "pass", ids)
    bad = results(domain, address, ip, "fail", ids)
    if story in ("pass", "pass-none", "fail", "softfail", "absent"):
        return [results(domain, address, ip, story, ids)]
    if story == "forged-below":
        return [bad, good]
    if story == "forged-elsewhere":  # another authserv-id that only looks like Gmail's
        return [bad, [f"mx.google.com.{domain};", *good[1:]]]
    if story == "forged-comment":  # the word stands in a quoted mail address and a comment only
        trick = f'"x; dmarc=pass"@{domain}'
        return [[f"mx.google.com;",
                 f"       spf=pass (google.com: domain of {trick} (dmarc=pass) designates {ip} as permitted sender) smtp.mailfrom={trick};",
                 f"       dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from={domain}"]]
    if story == "relay-below":  # genuine: an earlier relay's own verdict stands lower down
        return [good, [f"relay.{domain};", f"       spf=none smtp.mailfrom={address};", f"       dmarc=none header.from={domain}"]]
    raise ValueError(f"auth={story}")


def alternatives(mail, mailer, ids):
    """(header lines, body bytes) of the text, or of multipart/alternative when there is HTML too."""
    body, opts = mail.body, mail.options
    charset = opts.get("cs") or ("us-ascii" if body.isascii() else
                                 "windows-1252" if mailer == "outlook" and fits(body, "windows-1252") else "utf-8")
    flowed = "flowed" in opts
    long_lines = flowed or "nowrap" in opts or mailer not in WRAP_COLUMNS
    plain_text = flow(body) if flowed else body if long_lines else wrap(body, WRAP_COLUMNS[mailer])
    cte = {"qp": "quoted-printable", None: None}.get(opts.get("cte"), opts.get("cte"))
    if cte is None:
        longest = max([len(line) for line in plain_text.split("\n")] + [0])
        cte = "7bit" if plain_text.isascii() and longest < 900 else "base64" if mailer == "samsung" else "quoted-printable"
    plain = part("text/plain", plain_text, charset, cte, "; format=flowed" if flowed else "")
    typed = mail.html if mail.html is not None else as_html(body, mailer) if "html" in opts else None
    if typed is None:
        return plain
    hcharset = opts.get("hcs", "utf-8")
    hcte = {"qp": "quoted-printable"}.get(opts.get("hcte", "qp"), opts.get("hcte", "qp"))
    rich = part("text/html", typed, hcharset, hcte)
    if not body and mail.html is not None:
        return rich
    return multipart("alternative", [plain, rich], mailer, ids)


def fits(text, charset):
    try:
        text.encode(charset)
        return True
    except UnicodeEncodeError:
        return False


def multipart(kind, parts, mailer, ids):
    mark = {"gmail": f"000000000000{ids.hex(16)}", "outlook": f"_00{ids.count % 9}_{ids.hex(20).upper()}_",
            "thunderbird": f"------------{ids.hex(24)}"}.get(mailer, f"Apple-Mail-{ids.hex(8).upper()}-{ids.hex(4).upper()}")
    out = b""
    for lines, content in parts:
        out += f"--{mark}\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n" + content
    return [f'Content-Type: multipart/{kind};', f' boundary="{mark}"'], out + f"--{mark}--\r\n".encode()


def attachment(options, text):
    name = options["name"]
    kind = options.get("type") or TYPES[name.rsplit(".", 1)[-1].lower()]
    place = options.get("place", "attachment")
    lines = [f'Content-Type: {kind}; name="{name}"', f'Content-Disposition: {place}; filename="{name}"']
    if kind.startswith("text/"):
        charset = options.get("cs", "us-ascii" if text.isascii() else "utf-8")
        cte = {"qp": "quoted-printable"}.get(options.get("cte", "base64"), options.get("cte", "base64"))
        lines[0] = f'Content-Type: {kind}; charset="{charset}"; name="{name}"'
        bom = "\ufeff" if "bom" in options else ""
        return lines + [f"Content-Transfer-Encoding: {cte}"], encoded(bom + text, charset, cte)
    raw = {"application/pdf": PDF, "image/jpeg": JPEG, "image/png": PNG}[kind]
    return lines + ["Content-Transfer-Encoding: base64"], "\r\n".join(textwrap.wrap(raw, 76)).encode() + b"\r\n"


def message_bytes(world, mail, number):
    ids = Ids(f"{world.folder.name}|{number}")
    from_line, ip = world.senders[mail.sender]
    from_line = mail.options.get("from", from_line)
    address = email.utils.getaddresses([from_line])[0][1]
    domain = address.split("@")[1]
    mailer = mail.options.get("mailer", "gmail")
    mailbox = world.settings["mailbox"]
    host = f"mail-{ids.hex(3)}.{domain}"
    got = mail.when + datetime.timedelta(seconds=3)
    lines = [f"Delivered-To: {mailbox}",
             f"Received: by 2002:a05:{ids.hex(4)}:{ids.hex(3)}:b0:{ids.hex(3)}:{ids.hex(4)} with SMTP id {ids.hex(9)}csp{int(ids.hex(5), 16)};",
             f"        {stamp(got, GMAIL_ZONE)}",
             f"Return-Path: <{address}>",
             f"Received: from {host} ({host}. [{ip}])",
             f"        by mx.google.com with ESMTPS id {ids.hex(12)}si{int(ids.hex(5), 16)}.{got:%Y.%m.%d.%H.%M.%S}",
             f"        for <{mailbox}>",
             "        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);",
             f"        {stamp(got, GMAIL_ZONE)}"]
    for story in authentication(mail.options, domain.lower(), address, ip, ids):
        lines += [f"Authentication-Results: {story[0]}", *story[1:]]
    to = mail.options.get("to", f"{world.settings['mailbox_name']} <{mailbox}>")
    message_id = {"outlook": f"{ids.hex(14).upper()}@{ids.hex(10).upper()}.eurprd04.{domain}",
                  "gmail": f"CA{ids.hex(12)}+{ids.hex(20)}@mail.{domain}"}.get(
                      mailer, f"{ids.hex(8)}-{ids.hex(4)}-{ids.hex(4)}-{ids.hex(12)}".upper() + f"@{domain}" if mailer != "roundcube"
                      else f"{ids.hex(32)}@{domain}")
    lines += ["MIME-Version: 1.0", f"From: {address_line(from_line)}", f"To: {address_line(to)}",
              f"Subject: {header_value(mail.subject)}", f"Date: {stamp(mail.when)}", f"Message-ID: <{message_id}>"]
    if mailer in XMAILER:
        lines.append(XMAILER[mailer])
    if re.match(r"(?i)(re|aw|sv|r|rif|απ|σχετ) ?:", mail.subject):
        lines.append(f"In-Reply-To: <{ids.hex(16)}@mail.{world.settings['mailbox'].split('@')[1]}>")
    lines += mail.extra_headers
    parts = [alternatives(mail, mailer, ids)] + [attachment(o, t) for o, t in mail.attachments]
    head, content = parts[0] if len(parts) == 1 else multipart("mixed", parts, mailer, ids)
    return "\r\n".join(lines + head).encode() + b"\r\n\r\n" + content
