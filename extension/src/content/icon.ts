const SVG = 'http://www.w3.org/2000/svg';

/** Freehold's flag: the same as on its icons. */
const FLAG = 'M3.5 2h9.3l-2.7 3.3 2.7 3.3H6V14H3.5z';

export function icon(document: Document): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const flag = document.createElementNS(SVG, 'path');
  flag.setAttribute('d', FLAG);
  svg.append(flag);
  return svg;
}
