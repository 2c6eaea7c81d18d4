import { accept } from "@parley/base";
import { Compose } from "../../src/renderer/features/compose/index.ts";
import { checkT02 } from "@parley/protocol";
import { ALFA, hash, NOW, snapshot } from "./samples.ts";
import { useState } from "react";
const log = (t: string) => { document.documentElement.dataset["log"] = (document.documentElement.dataset["log"] ?? "") + t + ";"; };
const D: any = { id: "d", kind: "T02", channel: null, re: null, roster: [ALFA.rec], tlp: "amber+strict", prec: "urgent", ask: {}, res: ["non_attribution","voluntary"],
 fields: { stage: "early-warning", incident_ref: "X1", rsit: {class:"intrusions",type:"system-compromise"}, incident_status: "ongoing", suspected_malicious:"unknown", cross_border:"yes", impact_scope:"multi-org", territorial_link:"hosting", request_to_recipient:"information" }, updatedAt: NOW };
function P() {
  const [open, setOpen] = useState(true);
  const [client] = useState(() => ({
    saveDraft: (d: any) => { log("save:" + (d.fields.incident_ref ?? "") + "|" + (d.fields.started_at ?? "")); return new Promise<any>((r) => setTimeout(() => r(accept(undefined)), 30)); },
    discardDraft: () => { log("discard"); return Promise.resolve(); },
    checkDraft: (d: any) => { const c = checkT02(d.fields, "exercise"); return c.ok ? [] : c.refusal; },
    signAndSend: () => { log("sign"); return new Promise<any>((r) => setTimeout(() => r(accept(hash(9))), 300)); },
  }));
  const clock = { now: () => Date.now(), after: (ms: number, c: any) => { const t = setTimeout(c, ms); return () => clearTimeout(t); } };
  const [k] = useState(clock);
  return <main className="main" style={{ height: "100vh" }}>{open ? <Compose client={client as any} snapshot={snapshot()} draft={D} clock={k} onClose={() => { log("close"); setOpen(false); }} onSent={() => { log("sent"); setOpen(false); }} beforeClose={() => { log("reg"); return () => log("unreg"); }} /> : <p>gone</p>}</main>;
}
export const pages = { "zz-u4": () => <P /> };
