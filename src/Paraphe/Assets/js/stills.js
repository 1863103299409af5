// A still of each video that has none, made by the browser where it can play it; the customer sees it until the video plays.
const side = 1280;

export function attach(root) {
  for (const video of root.querySelectorAll("video[data-still]")) {
    const to = video.dataset.still;
    video.removeAttribute("data-still");
    if (video.readyState >= 1) seek(video, to);
    else video.addEventListener("loadedmetadata", () => seek(video, to), { once: true });
  }
}

// A little way in: first pictures are often black.
function seek(video, to) {
  if (!video.videoWidth) return;
  const copy = Object.assign(document.createElement("video"), { muted: true, preload: "auto", src: video.currentSrc || video.src });
  copy.addEventListener("seeked", () => keep(copy, video, to), { once: true });
  copy.addEventListener("loadeddata", () => (copy.currentTime = Math.min(1, (Number.isFinite(copy.duration) ? copy.duration : 1) / 10)), { once: true });
}

function keep(copy, video, to) {
  const scale = Math.min(1, side / Math.max(copy.videoWidth, copy.videoHeight));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(copy.videoWidth * scale), height: Math.round(copy.videoHeight * scale) });
  canvas.getContext("2d").drawImage(copy, 0, 0, canvas.width, canvas.height);
  canvas.toBlob(
    async picture => {
      if (!picture) return;
      const body = new FormData();
      body.set("still", picture, "still.jpg");
      const answer = await fetch(to, { method: "POST", body, headers: { "X-CSRF-TOKEN": document.body.dataset.token } }).catch(() => null);
      if (answer?.ok) video.poster = URL.createObjectURL(picture);
    },
    "image/jpeg",
    0.8,
  );
}
