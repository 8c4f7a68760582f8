import {
  type BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Locator, Page } from 'playwright-core';

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** The lightness of each, in base64. */
  readonly grey: string;
}

/** A part of a page as a scanner sees it on paper. */
export async function pictureOf(page: Page, what: Locator): Promise<BinaryBitmap> {
  // A printer has more dots than a screen.
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.evaluate("document.documentElement.style.zoom = '2'");
  const png = await what.screenshot();
  const { width, height, grey } = await page.evaluate<Pixels>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, grey: new Uint8Array(data.filter((_value, at) => at % 4 === 0)).toBase64() };
  })()`);
  const lightness = Uint8ClampedArray.from(Buffer.from(grey, 'base64'));
  return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(lightness, width, height)));
}

/** What a scanner for one kind of codes reads in a picture. */
export function scanned(picture: BinaryBitmap, format: BarcodeFormat): string {
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [format]],
    [DecodeHintType.TRY_HARDER, true],
  ]);
  return new MultiFormatReader().decode(picture, hints).getText();
}
