// SPDX-License-Identifier: MIT
// The sections method and rows. An opened card gets a real table in place of its lines of text, and the evidence of its probes. A
// link to a row opens what it leads to. Names with a space in them stay lines of text.
{
    const add = (parent, name, words = '', attributes = {}) => {
        const made = parent.appendChild(document.createElement(name));
        made.textContent = words;
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        return made;
    };
    const metrics = new Map([...document.querySelectorAll('.columns b[title]')].map(b => [b.textContent, b.title]));

    // A number that the page's data has the samples of is a link to them (provenance.js).
    const addNumber = (line, words, metric, { row, card }, workload) => {
        const cell = add(line, 'td');
        const place = corolab.data[row.split('.')[0]]?.workloads.indexOf(workload) ?? -1;
        if (words === '-' || !metric || place < 0)
            cell.textContent = words === '-' ? '' : words;
        else
            add(cell, 'a', words, { href: '#' + card, class: 'num', 'data-c': `${row}.${place}.${metric}` });
    };

    const makeTable = pre => {
        const [head, ...lines] = pre.textContent.trimEnd().split('\n').map(line => line.trim().split(/ +/));
        const of = { row: pre.dataset.row, card: pre.closest('[id]').id }, zeros = lines.filter(line => line[0] === '0');
        const cells = lines.filter(line => line[0] !== '0');
        if (head[0] !== 'workload' || cells.some(line => line.length > head.length))
            return;
        const box = document.createElement('div'), table = add(box, 'table', '', { class: 'numbers' });
        for (const name of ['class', 'tabindex', 'role', 'aria-label'])
            box.setAttribute(name, pre.getAttribute(name));
        const top = add(add(table, 'thead'), 'tr'), body = add(table, 'tbody');
        head.forEach(words => add(top, 'th', words, { scope: 'col', title: metrics.get(words) ?? '' }));
        for (const [workload, ...words] of cells) {
            const line = add(body, 'tr');
            add(line, 'th', workload, { scope: 'row' });
            words.forEach((word, i) => addNumber(line, word, metrics.get(head[i + 1]), of, workload));
        }
        zeros.forEach(line => add(box, 'p', line.join(' '), { class: 'note' }));
        pre.replaceWith(box);
    };

    // Lines of the list of probes: "no, refuses [box, type_pool]: it does not fit".
    const addEvidence = (details, name, section) => {
        const table = document.createElement('table'), body = add(table, 'tbody');
        for (const probe of section.querySelectorAll('.probes p[id]')) {
            const found = probe.textContent.split('\n').map(line => /^(.*?) \[(.*?)\](?:: (.*))?$/.exec(line))
                .find(match => match?.[2].split(', ').includes(name));
            if (!found)
                continue;
            const line = add(body, 'tr');
            add(add(line, 'th', '', { scope: 'row' }), 'a', probe.querySelector('b').textContent, { href: '#' + probe.id });
            add(line, 'td', found[1]);
            add(line, 'td', found[3] ?? '');
        }
        if (body.rows.length > 0) {
            const box = add(details, 'details');
            add(box, 'summary', 'The evidence of its probes');
            add(box, 'div', '', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Evidence of ' + name }).append(table);
        }
    };

    document.querySelectorAll('.row-card>details').forEach(details => details.addEventListener('toggle', () => {
        details.querySelectorAll('pre').forEach(makeTable);
        addEvidence(details, details.parentNode.querySelector('h3').textContent, details.closest('section'));
    }, { once: true }));

    // The medians as CSV: made when asked for, since they would double the page. A field that a spreadsheet could take for a formula
    // stands behind an apostrophe.
    const makeCsv = data => {
        const field = words => /[",\n]/.test(words) || /^[=+@\t-]/.test(words)
            ? '"' + words.replace(/^(?=[=+@\t-])/, "'").replaceAll('"', '""') + '"' : words;
        const lines = ['strategy,workload,metric,unit,value,lo,hi,n'];
        for (const [metric, { unit, on, of }] of Object.entries(data.metrics))
            for (const row of Object.keys(of))
                for (const workload of on) {
                    const samples = corolab.samples(data, row, workload, metric);
                    const { n, median, low, high } = corolab.summary(data, samples), names = [data.rows[row], data.workloads[workload]];
                    if (samples.length > 0)
                        lines.push([...names, metric, unit].map(field).concat(median, n > 1 ? [low, high] : ['', ''], n).join(','));
                }
        return lines.join('\n') + '\n';
    };
    document.querySelectorAll('a.csv').forEach(link => link.addEventListener('click', () => {
        link.href = 'data:text/csv;charset=utf-8,' + encodeURIComponent(makeCsv(corolab.data[link.dataset.result]));
    }));

    const openTarget = () => {
        const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!target)
            return;
        for (let outer = target.closest('details'); outer; outer = outer.parentNode.closest('details'))
            outer.open = true;
        const inner = target.matches('.row-card') && target.querySelector('details');
        if (inner)
            inner.open = true;
        target.scrollIntoView();
    };
    addEventListener('hashchange', openTarget);
    openTarget();
}
