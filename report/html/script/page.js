// SPDX-License-Identifier: MIT
// The page works without this script; with it, the bar on top marks the section in view.
document.documentElement.classList.add('script');
{
    const links = new Map([...document.querySelectorAll('.top nav a')].map(link => [link.hash.slice(1), link]));
    const watcher = new IntersectionObserver(entries => {
        for (const entry of entries.filter(entry => entry.isIntersecting)) {
            links.forEach(link => link.removeAttribute('aria-current'));
            links.get(entry.target.id)?.setAttribute('aria-current', 'true');
        }
    }, { rootMargin: '-20% 0px -70% 0px' });
    document.querySelectorAll('.sec').forEach(section => watcher.observe(section));
}
