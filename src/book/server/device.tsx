/** "This device": what the book keeps here, and the copy for reading offline. The page's script fills it in. */

export function DevicePage() {
  return (
    <article className="device">
      <header className="opener">
        <h1>This device</h1>
        <p className="opener-surprise">What the book keeps here. It is sent nowhere: there is nobody to send it to.</p>
      </header>
      <noscript>
        <p className="device-note">Your browser runs no JavaScript here, so the book keeps nothing on this device and has nothing to show on this page.</p>
      </noscript>
      <section aria-labelledby="offline" className="device-part" hidden>
        <h2 id="offline">Read and run it offline</h2>
        <div data-part="offline" />
      </section>
      <section aria-labelledby="stored" className="device-part" hidden>
        <h2 id="stored">What is stored</h2>
        <div data-part="stored" />
      </section>
    </article>
  );
}
