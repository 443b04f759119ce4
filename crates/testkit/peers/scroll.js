// Scrolls steadily from the top to the end, in our window and in pdf.js's viewer alike: each frame goes as far as the
// clock does, notes how late it came, and asks which pages in view are not painted.
globalThis.steadyScroll = (scroller, seconds, unpaintedIn) =>
  new Promise((resolve) => {
    const frame = 1000 / 60;
    const way = scroller.scrollHeight - scroller.clientHeight;
    const height = scroller.clientHeight;
    /** Pages in view that are not painted, and since when. */
    const since = new Map();
    const told = { frames: 0, missed: 0, unpainted: 0, longest: 0 };
    let [began, last, top] = [null, null, 0];

    const step = (now) => {
      began ??= now;
      if (last !== null) {
        told.frames += 1;
        told.missed += Math.max(0, Math.round((now - last) / frame) - 1);
      }
      last = now;
      const unpainted = new Set(unpaintedIn(top, top + height));
      if (unpainted.size > 0) told.unpainted += 1;
      for (const page of unpainted) if (!since.has(page)) since.set(page, now);
      for (const [page, from] of since) {
        told.longest = Math.max(told.longest, now - from);
        if (!unpainted.has(page)) since.delete(page);
      }
      const share = Math.min(1, (now - began) / (seconds * 1000));
      top = way * share;
      scroller.scrollTop = top;
      if (share < 1) requestAnimationFrame(step);
      else resolve(told);
    };
    requestAnimationFrame(step);
  });
