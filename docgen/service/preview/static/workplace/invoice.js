// An e-invoice that is opened or dropped: the service reads it, and what it says goes in the request where that is empty.

import { list, showProblem } from "./findings.js";
import { request } from "./request.js";
import { ask } from "./service.js";

const BRINGS_ANOTHER = new Set(["sample", "file"]);
const told = document.getElementById("imported");

export function isInvoice({ name, type }) {
  return /\.xml$/i.test(name) || /^(application|text)\/xml$/.test(type);
}

function isEmpty(value) {
  return value === undefined || value === null || value === "";
}

/** What is filled in stays; a party that is filled in as somebody else takes nothing of this one. */
function party(own, read) {
  if (isEmpty(own?.name) && isEmpty(own?.brand)) return [{ ...read, ...own }, false];
  if (own.name !== read?.name) return [own, read !== undefined];
  const filled = { ...read };
  for (const [name, value] of Object.entries(own)) if (!isEmpty(value)) filled[name] = value;
  return [filled, false];
}

function merged(own, read) {
  const kept = [];
  const dossier = { ...own };
  for (const role of ["creditor", "debtor"]) {
    const [filled, isOther] = party(own[role], read[role]);
    if (filled !== undefined) dossier[role] = filled;
    if (isOther) kept.push({ severity: "warning", pointer: `/dossier/${role}/name`, message: told.dataset[role] });
  }
  const invoices = own.invoices ?? [];
  const place = invoices.findIndex(({ number }) => number === read.invoices[0].number);
  if (place < 0) dossier.invoices = [...invoices, ...read.invoices];
  else kept.push({ severity: "warning", pointer: `/dossier/invoices/${place}`, message: told.dataset.twice });
  if (isEmpty(own.payment?.reference) && read.payment) dossier.payment = { ...own.payment, ...read.payment };
  if (read.attachments && place < 0) dossier.attachments = [...(own.attachments ?? []), ...read.attachments];
  return { dossier, kept, place: place < 0 ? invoices.length : place };
}

export async function take(file) {
  const options = { method: "POST", headers: { "Content-Type": "application/xml" }, body: file };
  const answer = await ask("invoice", "/v1/invoices/ubl", options);
  const data = await answer?.json();
  if (!data) return;
  if (!answer.ok) {
    const errors = data.errors?.map(({ place, message }) => ({ message: place ? `${place}: ${message}` : message }));
    showProblem({ ...data, errors });
    return;
  }
  const { dossier, kept, place } = merged(request.data?.dossier ?? {}, data.dossier);
  request.put(JSON.stringify({ kind: "payment-reminder", ...request.data, dossier }, null, 2), "invoice");
  const remarks = data.remarks.map((each) => ({
    ...each, severity: "warning", pointer: each.pointer.replace(/^\/dossier\/invoices\/0/, `/dossier/invoices/${place}`),
  }));
  list(told, [...kept, ...remarks]);
  told.hidden = false;
}

export function start() {
  request.follow(({ by }) => { told.hidden ||= BRINGS_ANOTHER.has(by); });
}
