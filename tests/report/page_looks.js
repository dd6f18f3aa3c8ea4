// SPDX-License-Identifier: MIT
// The looks of a page, for page_test.py: each function returns a list of faults in words, empty for none.
window.looks = {
    // Colours as the browser paints them, also those of color-mix().
    colour: (() => {
        const canvas = document.createElement('canvas'), known = new Map();
        canvas.width = canvas.height = 1;
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        return words => {
            if (!known.has(words)) {
                pen.clearRect(0, 0, 1, 1);
                pen.fillStyle = words;
                pen.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
                known.set(words, [r, g, b, a / 255]);
            }
            return known.get(words);
        };
    })(),

    path: element => element.localName + '.' + (element.getAttribute('class') ?? ''),

    over: ([r, g, b, a], below) => [r, g, b].map((value, i) => value * a + below[i] * (1 - a)),

    luminance: colour => {
        const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const [r, g, b] = colour.map(value => linear(value / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    },

    // The colour behind an element: its own background over those of what it lies in.
    behind(element) {
        if (!element)
            return this.over(this.colour(getComputedStyle(document.documentElement).backgroundColor), [255, 255, 255]);
        const own = this.colour(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : this.over(own, this.behind(element.parentElement));
    },

    // The words of a drawing stand on the last rectangle that was drawn there before them.
    rectangleBehind(words) {
        const { x, y, width, height } = words.getBoundingClientRect(), [cx, cy] = [x + width / 2, y + height / 2];
        const isThere = box => box.left < cx && cx < box.right && box.top < cy && cy < box.bottom;
        const fills = [...words.ownerSVGElement?.querySelectorAll('rect') ?? []]
            .filter(at => at.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING)
            .filter(at => isThere(at.getBoundingClientRect()) && getComputedStyle(at).fill !== 'none')
            .map(at => this.colour(getComputedStyle(at).fill)).filter(fill => fill[3] === 1);
        return fills.pop()?.slice(0, 3);
    },

    opacity: element => element ? getComputedStyle(element).opacity * looks.opacity(element.parentElement) : 1,

    contrast(element) {
        const style = getComputedStyle(element), ink = this.colour(element instanceof SVGElement ? style.fill : style.color);
        const below = element instanceof SVGElement && this.rectangleBehind(element) || this.behind(element);
        const above = this.over([...ink.slice(0, 3), ink[3] * this.opacity(element)], below);
        const [light, dark] = [this.luminance(above), this.luminance(below)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    },

    faintTexts() {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faults = new Map();
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const element = text.parentElement;
            const isSeen = text.data.trim() && element.checkVisibility({ visibilityProperty: true });
            if (!isSeen || element.closest('script,style,symbol'))
                continue;
            const ratio = this.contrast(element), path = this.path(element);
            if (ratio < 4.495 && !faults.has(path))
                faults.set(path, `${path} "${text.data.trim().slice(0, 40)}" ${ratio.toFixed(2)}`);
        }
        return [...faults.values()];
    },

    sideways() {
        const page = document.scrollingElement;
        if (page.scrollWidth <= innerWidth)
            return [];
        const isWide = element => element.getBoundingClientRect().right > innerWidth + 1;
        const wide = [...document.body.querySelectorAll('*')].filter(isWide);
        const inBox = element => [...function* () {
            for (let at = element; at; at = at.parentElement)
                yield at;
        }()].some(at => getComputedStyle(at).overflowX !== 'visible');
        const names = wide.filter(element => !inBox(element)).slice(0, 5).map(name => this.path(name));
        return [`${page.scrollWidth} px in a window of ${innerWidth}: ${names.join(', ')}`];
    },

    headings() {
        const all = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(at => at.checkVisibility()), faults = [];
        let before = 0;
        for (const heading of all) {
            const level = +heading.localName[1];
            if (level > before + 1)
                faults.push(`${heading.localName} "${heading.textContent.slice(0, 40)}" after h${before}`);
            if (!heading.textContent.trim())
                faults.push(`${heading.localName} without words`);
            before = level;
        }
        // A page of several runs has a heading of its own, and that of the run that is picked.
        const tops = all.filter(heading => heading.localName === 'h1');
        const ofRuns = tops.filter(heading => heading.closest('.run-of'));
        const isOne = tops.length === 1 || tops.length === 2 && ofRuns.length === 1;
        return isOne ? faults : [...faults, tops.length + ' headings h1'];
    },

    // An address with = in it is a state of the page, not a place.
    deadLinks: () => [...document.querySelectorAll('a[href^="#"],use[href^="#"]')].map(link => link.getAttribute('href').slice(1))
        .filter(id => !id.includes('=') && !document.getElementById(decodeURIComponent(id))),

    doubleIds: () => {
        const seen = new Set();
        return [...document.querySelectorAll('[id]')].map(element => element.id).filter(id => seen.has(id) || !seen.add(id));
    },

    tables: () => [...document.querySelectorAll('th:not([scope])')].map(heading => 'a th without scope: ' + heading.textContent)
        .concat([...document.querySelectorAll('table')].filter(table => table.rows.length && !table.querySelector('th'))
            .map(table => 'a table without headings: ' + table.textContent.slice(0, 60))),

    // The name that a reader of the screen speaks.
    namelessControls: () => [...document.querySelectorAll('a,button,input,select,summary')]
        .filter(control => !control.hidden && !control.textContent.trim() && !control.labels?.length)
        .filter(control => !control.getAttribute('aria-label'))
        .map(control => control.outerHTML.slice(0, 120)),

    headingsAlone: () => [...document.querySelectorAll('section')].filter(section => section.children.length < 2)
        .map(section => section.id),

    skipLinks: () => document.querySelectorAll('.skip').length === 1 && document.querySelector('a,button,input').matches('.skip')
        ? [] : ['not one skip link, before all controls'],
};
