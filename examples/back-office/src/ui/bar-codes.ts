import { toSVG } from 'bwip-js/node';

/** A code as a drawing. */
type Svg = string;

/** Cameras and many tills read it: any text. */
export function qrCode(text: string): Svg {
  return toSVG({ bcid: 'qrcode', text, scale: 1 });
}

/** So wide is a card between its margins. */
const roomMm = 74;
/** The narrowest bar that the scanners of tills read well, and one that is easy. */
const narrowest = 0.25;
const easy = 0.5;
const heightMm = 10;

/** The bars that every till reads; null for a text that they cannot hold, or not on the width of a card. */
export function code128(text: string): Svg | null {
  if (!/^[\x20-\x7E]+$/.test(text)) return null;
  const svg = toSVG({ bcid: 'code128', text, scale: 1 });
  const bars = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const bar = Math.min(easy, roomMm / bars);
  if (bar < narrowest) return null;
  const size = `width="${(bars * bar).toFixed(2)}mm" height="${heightMm}mm" preserveAspectRatio="none"`;
  return svg.replace('<svg', `<svg ${size}`);
}
