/** Checked questions come to life when the reader comes near. */
const NEAR = '900px';

export function exercises(): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        near.unobserve(target);
        void import('./exercises/check.ts').then(({ startCheck }) => startCheck(target));
      }
    },
    { rootMargin: NEAR },
  );
  for (const check of document.querySelectorAll('.check')) near.observe(check);
}
