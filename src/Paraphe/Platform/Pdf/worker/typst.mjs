import { createRequire } from "node:module";
import { Refused } from "./wire.mjs";

/** Compiles one document: a template of the folder (or the account's own), its data, pictures and attachments. */
export function createTypst({ templates, fonts, modules }) {
  const { NodeCompiler } = createRequire(`${modules}/`)("@myriaddreamin/typst-ts-node-compiler");
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fonts }] });
  const main = `${templates}/main.typ`;

  return async ({ head, parts }) => {
    const attached = parts.filter((part) => part.kind === "attachment");
    compiler.resetShadow();
    for (const { name, bytes } of parts) compiler.mapShadow(`${templates}/${name}`, Buffer.from(bytes));
    compiler.mapShadow(main, Buffer.from(source(head.template, attached)));
    try {
      const document = compile();
      const date = { creationTimestamp: head.date };
      try {
        return { body: compiler.pdf(document, { ...date, pdfStandard: head.archival ? "a-3b" : undefined }), notes: {} };
      } catch (error) {
        // PDF/A demands a glyph for each character; a document with an empty box is better than none.
        if (!/could not be displayed/.test(error.message)) throw new Refused(messages(error));
        return { body: compiler.pdf(document, date), notes: { notice: messages(error) } };
      }
    } finally {
      compiler.resetShadow();
      // Typst remembers what it compiled; without this the process grows with each document.
      compiler.evictCache(5);
    }
  };

  function compile() {
    const compiled = compiler.compile({ mainFilePath: main, resetRead: true });
    if (!compiled.hasError()) return compiled.result;
    const found = compiler.fetchDiagnostics(compiled.takeError()).filter(({ severity }) => severity === 1);
    throw new Refused(found.slice(0, 5).map(inWords).join("; "));
  }

  function inWords({ message, path, range }) {
    if (/package/.test(message)) return "Packages are refused: a template may use only what lies beside it";
    const file = path.replace(`${templates}/`, "").replace(/^main\.typ$/, "");
    return (file ? `${file} line ${range.start.line + 1}: ` : "") + message.replaceAll(`${templates}/`, "");
  }
}

// The attachments are ours, not the template's: an account's own template cannot leave the evidence out.
function source(template, attached) {
  const quote = (text) => JSON.stringify(String(text)).replace(/\\u([0-9a-f]{4})/gi, "\\u{$1}");
  const attach = attached.map(
    ({ name, title, mimeType, description, relationship }) =>
      `#pdf.attach(${quote(title)}, read(${quote(`/${name}`)}, encoding: none), relationship: ${quote(relationship)}, ` +
      `mime-type: ${quote(mimeType)}, description: ${quote(description)})`,
  );
  return [`#import ${quote(`/${template}`)}: print`, ...attach, `#print(json("/data.json"))`].join("\n");
}

function messages(error) {
  const found = [...String(error.message).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1].replace(/\\(.)/g, "$1"));
  return found.length ? found.slice(0, 5).join("; ") : String(error.message).trim();
}
