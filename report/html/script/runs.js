// SPDX-License-Identifier: MIT
// On a page of several runs, the links of the bar lead to the sections of the run that is picked, and an address of a section of
// another run picks that run. Without this script the links lead to the first run.
{
    const picks = [...document.querySelectorAll('.runs-picker input')];
    const links = [...document.querySelectorAll('.top nav a:not([href="#runs"]), .skip')].map(link => [link, link.hash]);
    const follow = () => {
        const index = picks.findIndex(pick => pick.checked);
        for (const [link, hash] of links) {
            const id = hash.slice(1) + (index > 0 ? '-' + (index + 1) : '');
            link.hidden = !document.getElementById(id);
            link.hash = '#' + id;
        }
    };
    const named = () => {
        try {
            return document.getElementById(decodeURIComponent(location.hash.slice(1)));
        } catch {
            return null;        // an address that no page has, such as #%
        }
    };
    const arrive = () => {
        const target = named(), run = target?.closest('.run-of');
        if (!run)
            return;
        picks[+run.id.slice('run-'.length) - 1].checked = true;
        follow();
        target.scrollIntoView();
    };
    if (picks.length > 0) {
        picks.forEach(pick => pick.addEventListener('change', follow));
        addEventListener('hashchange', arrive);
        follow();
        arrive();
    }
}
