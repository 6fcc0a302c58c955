// Text of every PDF of a folder by Mozilla's pdf.js: NAME.pdf to NAME.pdfjs.txt.
// Arguments: the folder, and the folder of the package pdfjs-dist.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const [folder, library] = process.argv.slice(2);
const { getDocument } = await import(`${library}/legacy/build/pdf.mjs`);
for (const name of readdirSync(folder).filter((name) => name.endsWith(".pdf"))) {
  const task = getDocument({ data: new Uint8Array(readFileSync(`${folder}/${name}`)), verbosity: 0 });
  const document = await task.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  writeFileSync(`${folder}/${name.replace(/pdf$/, "pdfjs.txt")}`, pages.join("\n"));
  await task.destroy();
}
