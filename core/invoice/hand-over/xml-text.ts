// XML written by hand: elements of escaped text. Characters XML 1.0 cannot hold are refused by the gateway; what is left of them goes.

export type XmlNode = { name: string; attributes?: Record<string, string>; children: XmlNode[] | string };

export const element = (name: string, children: XmlNode[] | string, attributes?: Record<string, string>): XmlNode => ({
  name,
  children,
  ...(attributes ? { attributes } : {}),
});
/** An element only where there is something to say. */
export const optional = (name: string, text: string | number | null | undefined): XmlNode[] =>
  text === null || text === undefined || text === '' ? [] : [element(name, String(text))];

export function xmlText(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

function write({ name, attributes = {}, children }: XmlNode, indent: string): string {
  const head = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}`;
  if (children.length === 0) return `${head}/>`;
  if (typeof children === 'string') return `${head}>${escaped(children)}</${name}>`;
  return `${head}>\n${children.map((child) => write(child, `${indent}  `)).join('\n')}\n${indent}</${name}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNWRITABLE, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
