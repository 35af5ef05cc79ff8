const SVG = 'http://www.w3.org/2000/svg';

/** An arrow that leaves for a house of one's own. */
const LINES = ['M3 8.2 8 3.8l5 4.4', 'M4.6 7.4V13h6.8V7.4', 'M8 11.4V7.6', 'M6.4 9 8 7.4 9.6 9'];

export function icon(document: Document): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  for (const line of LINES) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', line);
    svg.append(path);
  }
  return svg;
}
