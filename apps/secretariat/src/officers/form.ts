import { toUtf8, toBase64Url, type Instant } from "@parley/base";
import { sha512 } from "@parley/crypto";
import type { OpenTicket } from "@parley/directory";
import { encodeQR } from "qr";

/** What the form says beside the ticket. */
export interface FormContent {
  readonly ticket: OpenTicket;
  /** Name of the State as people read it. */
  readonly state: string;
  /** Text of the ticket file, for its hash. */
  readonly ticketText: string;
  /** When the officer calls, in the officer's words; absent: to be agreed. */
  readonly call?: string;
}

/**
 * What the QR code says: the ticket's id and the hash of its file. The ticket itself carries the directory log and does not
 * fit; and paper that holds no password may be lost.
 */
export function ticketMark(id: string, ticketText: string): string {
  const hash = toBase64Url(sha512(toUtf8(ticketText)).slice(0, 32));
  return `PARLEY-TICKET:1:${id}:${hash}`;
}

/**
 * The page that goes to the nominated person, apart from the ticket file: what to do, who calls whom, until when. It is
 * complete in itself, and holds neither password nor trust root (ENROL-2).
 */
export function invitationForm(content: FormContent): string {
  const { ticket, state, ticketText, call } = content;
  const mark = ticketMark(ticket.id, ticketText);
  const qr = encodeQR(mark, "svg", { ecc: "medium", border: 2 });
  const rows = [
    ["For", `${state}, ${ticket.office}`],
    ["Level", ticket.level.join(", ")],
    ["Ticket", ticket.id.slice(0, 8)],
    ["Made on", moment(ticket.issued)],
    ["Good until", moment(ticket.expires)],
    ["The officer calls", call ?? "at a time to be agreed through the nomination's own channel"],
  ] as const;
  const steps = [
    "Install Parley from your administration, and save the ticket file on the same machine. The file comes apart from this page.",
    "Start Parley and open the ticket: choose the file, drop it on the window, or paste its text. Parley shows the State and the office; look whether they are yours.",
    "Choose a passphrase for this machine. Nobody else ever needs it, and nobody can recover it.",
    "Parley shows twelve words. An officer of the Secretariat calls you on the number in your State's nomination document, and on no other. Read the twelve words to the officer, who types them.",
    "Wait. Officers of the Secretariat sign, and where your State is in the directory already, a colleague of yours signs too. Parley tells you when you are verified; you may close it meanwhile.",
  ];
  const warnings = [
    "The officer never reads words to you, and never asks for your passphrase. If someone does, end the call and tell the Secretariat.",
    "If Parley says that the ticket was used, somebody else has signed in with it: call your officer, and open nothing else with this ticket.",
    "The ticket works once. If you do not finish in time, ask for a new one; nothing is lost by that.",
    "Do not send the ticket file on. Delete it once you are verified.",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escape(`Parley: invitation for ${state}, ${ticket.office}`)}</title>
<style>
@page { size: A4; margin: 18mm; }
body { font: 11pt/1.4 system-ui, sans-serif; max-width: 175mm; margin: 0 auto; color: #111; background: #fff; }
h1 { font-size: 18pt; margin: 0 0 4mm; }
h2 { font-size: 12pt; margin: 5mm 0 1mm; }
.top { display: flex; gap: 8mm; align-items: flex-start; }
.top svg { flex: none; width: 42mm; height: 42mm; }
th { text-align: left; vertical-align: top; padding: 0 4mm 1mm 0; white-space: nowrap; }
td { padding: 0 0 1mm; }
li { margin: 0 0 1.5mm; }
.mark { font: 7pt/1.3 ui-monospace, monospace; overflow-wrap: anywhere; color: #444; }
</style>
</head>
<body>
<h1>Your invitation to Parley</h1>
<div class="top">
<table>
${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${escape(value)}</td></tr>`).join("\n")}
</table>
${qr}
</div>
<h2>What to do</h2>
<ol>
${steps.map((step) => `<li>${escape(step)}</li>`).join("\n")}
</ol>
<h2>What to look out for</h2>
<ul>
${warnings.map((warning) => `<li>${escape(warning)}</li>`).join("\n")}
</ul>
<p>This page opens nothing by itself. Its code names the ticket file that belongs to it, so that both can be told to be a pair.</p>
<p class="mark">${escape(mark)}</p>
</body>
</html>
`;
}

/** `Thursday 26 November 2026, 10:00 UTC` */
function moment(instant: Instant): string {
  const date = new Date(instant);
  const day = date.toLocaleDateString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
