import { createRequire } from "node:module";
import { Refused } from "./wire.mjs";

/** Makes a picture upright, small enough and free of metadata (place, camera, thumbnails). */
export function createPictures({ maxPixels, modules }) {
  const sharp = createRequire(`${modules}/`)("sharp");
  // The other loaders of libvips are attack surface that nobody needs here.
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"] });
  sharp.cache(false);
  sharp.concurrency(1);

  return async ({ head, parts: [{ bytes }] }) => {
    try {
      const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" });
      const { hasAlpha } = await picture.metadata();
      const format = head.format === "auto" ? (hasAlpha ? "png" : "jpeg") : head.format;
      const { data, info } = await picture
        .autoOrient()
        .resize({ width: head.maxWidth, height: head.maxHeight, fit: "inside", withoutEnlargement: true })
        .flatten(format === "jpeg" ? { background: "#fff" } : false)
        .toColourspace("srgb")
        .toFormat(format, { quality: head.quality, ...(format === "jpeg" && { mozjpeg: true }) })
        .toBuffer({ resolveWithObject: true });
      return { body: data, notes: { width: info.width, height: info.height, format } };
    } catch (error) {
      throw new Refused(error.message);
    }
  };
}
