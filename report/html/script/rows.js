// SPDX-License-Identifier: MIT
// The sections method and rows. An opened card gets a real table in place of its lines of text, and the evidence of its probes. A
// link to a row opens what it leads to.
{
    const add = (parent, name, words = '', attributes = {}) => {
        const made = parent.appendChild(document.createElement(name));
        made.textContent = words;
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        return made;
    };
    const titles = [...document.querySelectorAll('.columns b[title]')].filter(b => b.title).map(b => [b.textContent, b.title]);
    const metrics = new Map(titles), headings = new Map(titles.map(([heading, metric]) => [metric, heading]));

    // As the numbers of page_row_table.c.
    const plain = value => {
        const size = Math.abs(value), digits = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
        return String(Number.isInteger(value) ? value : size < 0.0995 ? +value.toPrecision(2) : +value.toFixed(digits));
    };

    // A number that the page's data has the samples of is a link to them (provenance.js).
    const addNumber = (line, words, metric, of, workload) => {
        const cell = add(line, 'td', metric ? '' : words);
        if (metric && words)
            add(cell, 'a', words, { href: '#' + of.card, class: 'num', 'data-c': `${of.result}.${of.row}.${workload}.${metric}` });
    };

    // The text's columns as {heading, metric, words of each workload}.
    const readText = (head, lines) => head.slice(0, -1).map((heading, i) => ({
        heading, metric: metrics.get(heading), words: new Map(lines.map(line => [line.at(-1), line[i]])),
    }));

    // A column of a metric that the text leaves out.
    const readData = (data, of, metric) => {
        const words = new Map();
        for (const workload of data.metrics[metric].on) {
            const samples = corolab.samples(data, of.row, workload, metric);
            if (samples.length > 0)
                words.set(data.workloads[workload], plain(corolab.summary(data, samples).median));
        }
        return { heading: headings.get(metric) ?? metric, metric, words };
    };

    const readIntervals = (data, of) => {
        const words = new Map();
        for (const workload of data.metrics.time_ns?.on ?? []) {
            const { n, low, high } = corolab.summary(data, corolab.samples(data, of.row, workload, 'time_ns'));
            if (n > 1)
                words.set(data.workloads[workload], plain(low) + '-' + plain(high));
        }
        return { heading: 'interval', metric: 'time_ns', words };
    };

    const makeTable = pre => {
        const [head, ...lines] = pre.textContent.trimEnd().split('\n').map(line => line.split('\t'));
        const [result, row] = pre.dataset.row.split('.'), data = corolab.data[result], of = { result, row, card: pre.closest('[id]').id };
        const cells = lines.filter(line => line.length === head.length);
        if (head.at(-1) !== 'workload')
            return;
        const columns = readText(head, cells), shown = new Set(columns.map(column => column.metric));
        const all = new Set([...headings.keys(), ...Object.keys(data.metrics)].filter(metric => metric in data.metrics));
        const others = [...all].filter(metric => !shown.has(metric)).map(metric => readData(data, of, metric));
        const time = columns.findIndex(column => column.heading === 'ns');
        if (time >= 0)
            columns.splice(time + 1, 0, readIntervals(data, of));
        const isZero = column => [...column.words.values()].every(words => words === '0');
        columns.push(...others.filter(column => !isZero(column)));
        const zeros = others.filter(column => column.words.size > 0 && isZero(column)).map(column => column.heading);
        const box = document.createElement('div');
        const about = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'All numbers of ' + data.rows[row] };
        Object.entries(about).forEach(([name, value]) => box.setAttribute(name, value));
        const table = add(box, 'table', '', { class: 'numbers' });
        const top = add(add(table, 'thead'), 'tr'), body = add(table, 'tbody');
        ['workload', ...columns.map(column => column.heading)].forEach(words => add(top, 'th', words, { scope: 'col' }));
        for (const name of cells.map(line => line.at(-1))) {
            const line = add(body, 'tr'), workload = data.workloads.indexOf(name);
            add(line, 'th', name, { scope: 'row' });
            columns.forEach(({ words, metric }) => addNumber(line, words.get(name) ?? '', workload < 0 ? '' : metric, of, workload));
        }
        if (zeros.length > 0)
            add(box, 'p', '0 on every workload: ' + zeros.join(', '), { class: 'note' });
        pre.replaceWith(box);
    };

    // Lines of the list of probes: "no, refuses [box, type_pool]: it does not fit".
    const addEvidence = (details, name, section) => {
        const table = document.createElement('table'), body = add(table, 'tbody');
        if (!details.querySelector('a[href^="#probes"]'))
            return;     // a row without probes is none of "the others"
        for (const probe of section.querySelectorAll('.probes p[id]')) {
            const lines = probe.textContent.split('\n').map(line => /^(.*?) \[(.*?)\](?:: (.*))?$/.exec(line))
                .filter(match => match);
            const rowIn = match => match[2].split(', ').find(row => row === name || row.startsWith(name + ' '));
            const found = lines.find(rowIn) ?? lines.find(match => /^(all|the other) [0-9]+$/.test(match[2]));
            if (!found)
                continue;
            const line = add(body, 'tr'), numbers = (rowIn(found) ?? '').slice(name.length + 1).split(' ').filter(Boolean);
            add(add(line, 'th', '', { scope: 'row' }), 'a', probe.querySelector('b').textContent, { href: '#' + probe.id });
            add(line, 'td', found[1]);
            add(line, 'td', numbers.reduce((words, number) => words.replace('#', number), found[3] ?? ''));
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
        for (const [metric, { unit = '', on, of }] of Object.entries(data.metrics))
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

    // The id that the address asks for; none where the address is not well-formed.
    const wanted = () => {
        try {
            return decodeURIComponent(location.hash.slice(1));
        } catch { return ''; }
    };
    const openTarget = () => {
        const target = document.getElementById(wanted());
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
