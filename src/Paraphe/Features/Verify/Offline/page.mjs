const language = navigator.languages.map(tag => tag.slice(0, 2)).find(code => texts[code]) ?? "en";
const say = (key, value) => texts[language][key].replace("{0}", value);
document.documentElement.lang = language;
document.title = say("Title");
for (const place of document.querySelectorAll("[data-t]")) place.textContent = say(place.dataset.t);

const make = (tag, words = "", name = "") => Object.assign(document.createElement(tag), { textContent: words, className: name });
const utc = at => `${at.replace("T", " ").replace("Z", "")} UTC`;

function show(name, proof) {
  const nothing = proof.kind === "nothing";
  const verdict = make("div", "", `verdict ${proof.intact ? "good" : "bad"}`);
  verdict.append(make("h2", say(proof.intact ? "Intact" : proof.unread ? "Unreadable" : nothing ? "Nothing" : "Broken")), make("span", name));
  const list = make("dl");
  const fact = (key, words, kind = "") => {
    const row = make("div");
    const value = make("dd");
    value.append(typeof words === "string" ? make("span", words, kind) : words);
    row.append(make("dt", say(key)), value);
    list.append(row);
  };
  const yes = (key, holds) => fact(key, say(holds ? "Yes" : "No"), holds ? "" : "no");
  if (!nothing) {
    yes("SealHolds", proof.seals.length > 0 && proof.seals.every(seal => seal.holds));
    if (proof.signer) fact("SealedBy", proof.signer);
    if (proof.fingerprint) fact("Fingerprint", proof.fingerprint, "mono");
    if (proof.provenAt) fact("ProvenTime", `${utc(proof.provenAt)}, ${proof.authority}`);
    else if (proof.claimedAt) fact("ClaimedTime", utc(proof.claimedAt));
    if (proof.revisionHash) fact("Signed", proof.revisionHash, "mono");
    if (proof.chain) fact("History", proof.chain.intact ? say("Unbroken", proof.chain.count) : say("BrokenAt", proof.chain.brokenAt ?? "?"), proof.chain.intact ? "" : "no");
  }
  if (proof.kind === "bundle") {
    if (proof.isWhole !== null) yes("ZipSame", proof.isWhole);
    yes("RevisionSame", proof.revisionIsSame);
    yes("EventsGoOn", proof.eventsGoOn);
    if (proof.changed.length === 0) fact("Files", say("AllSame", proof.files));
    else {
      const changed = make("div");
      const names = make("ul");
      names.append(...proof.changed.slice(0, 50).map(each => make("li", each, "mono")));
      changed.append(make("span", say("Changed"), "no"), names);
      fact("Files", changed);
    }
  }
  document.querySelector("#result").replaceChildren(verdict, list);
}

let asked = 0;
async function read(file) {
  if (!file) return;
  // What stood there was said of another file.
  document.querySelector("#result").replaceChildren();
  const mine = ++asked;
  const proof = await file.arrayBuffer().then(
    bytes => check(new Uint8Array(bytes)),
    () => ({ kind: "nothing", unread: true, intact: false }),
  );
  if (mine === asked) show(file.name, proof);
}

const drop = document.querySelector("#drop");
document.querySelector("#file").addEventListener("change", async event => {
  const { target } = event;
  await read(target.files[0]);
  // Browsers say nothing when the same name is chosen again, though the file may have changed.
  target.value = "";
});
for (const kind of ["dragover", "dragleave", "drop"])
  document.addEventListener(kind, event => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") read(event.dataTransfer.files[0]);
  });
