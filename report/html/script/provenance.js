// SPDX-License-Identifier: MIT
// The page's data, and where a number comes from: a link with data-c="result.strategy.workload.metric" opens its samples.
// corolab.samples() and corolab.summary() are for the other scripts; data.name without an underscore is as page_data.c writes it.
// A page that compares runs has no data, and no such links.
const corolab = { data: JSON.parse(document.querySelector('script[type="application/json"]')?.textContent ?? '[]') };
for (const { metrics } of corolab.data)
    for (const entry of Object.values(metrics).filter(entry => typeof entry.on === 'string'))
        entry.on = metrics[entry.on].on;

// The cells of a row, as page_pack.c wrote them: "0*3" is three cells.
corolab.known = new Map();
corolab.cells = line => {
    const repeat = cell => {
        const [, one, count = 1] = /^(.*?)(?:\*(\d+))?$/.exec(cell);
        return Array(+count).fill(one);
    };
    if (!corolab.known.has(line))
        corolab.known.set(line, line.split(' ').flatMap(repeat));
    return corolab.known.get(line);
};

// The numbers of a cell: decimal ones, or digits of a higher base, three a sample and two a place. "3:17" stays as it is.
corolab.numbers = (data, cell) => {
    const read = (from, size) => {
        const list = [], base = data.digits.length;
        for (let at = from; at < cell.length; at += size)
            list.push([...cell.slice(at, at + size)].reduce((sum, digit) => sum * base + data.digits.indexOf(digit), 0));
        return list;
    };
    if (cell[0] === ':')
        return read(2, 3).map(value => value / 10 ** (data.digits.indexOf(cell[1]) - data.power));
    if (cell[0] === ';')
        return read(1, 2);
    return cell === '' ? [] : cell.split(',').filter(word => word !== '?').map(word => word.includes(':') ? word : +word);
};

// The samples of a cell, a list, in the order of their rounds; none: an empty one.
corolab.samples = (data, row, workload, metric, table = 'of') => {
    const entry = data.metrics[metric], line = entry?.[table]?.[row];
    return !line ? [] : corolab.numbers(data, corolab.cells(line)[entry.on.indexOf(workload)] ?? '');
};

// As statistics.c: the median, and the interval between the k-th smallest and the k-th largest sample.
corolab.summary = (data, samples) => {
    const sorted = [...samples].sort((a, b) => a - b), n = sorted.length, k = data.rank[n];
    const median = n % 2 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return { n, median, low: sorted[k - 1], high: sorted[n - k] };
};

// As number.c: three digits, and a unit that fits.
corolab.threeDigits = number => {
    const size = Math.abs(number);
    if (size >= 99999.5 || size < 0.0005 && size > 0)
        return number.toExponential(1);
    return number.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
};
corolab.words = (value, unit) => {
    const size = Math.abs(value);
    const within = (names, step) => {
        let scaled = value, i = 0;
        for (; i + 1 < names.length && Math.abs(scaled) >= (i === 0 ? 9999.5 : 999.5); i++)
            scaled /= step;
        return (names[i] === 'B' ? scaled.toFixed(0) : corolab.threeDigits(scaled)) + ' ' + names[i];
    };
    if (unit === 'ns')
        return within(['ns', '\u00b5s', 'ms', 's'], 1000);
    if (unit === 'bytes')
        return within(['B', 'KiB', 'MiB', 'GiB'], 1024);
    if (!Number.isInteger(value) && size < 0.0995)
        return String(+value.toPrecision(2));
    return Number.isInteger(value) && size < 99999.5 ? String(value) : corolab.threeDigits(value);
};

// The command that repeats one cell: names become regular expressions, in the quotes of a shell.
corolab.command = (data, row, workload) => {
    const exactly = name => "'^" + name.replace(/[.[\\()*+?{|^$]/g, '\\$&').replaceAll("'", "'\\''") + "$'";
    const file = /^[\w./+-]+$/.test(data.file) ? data.file : "'" + data.file.replaceAll("'", "'\\''") + "'";
    const cell = `-s ${exactly(data.rows[row])} -w ${exactly(data.workloads[workload])}`;
    return `./lab run --like ${file} ${cell} -o cell.json`;
};

corolab.ordinal = number => {
    const ending = number % 100 > 10 && number % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
    return number + ending;
};

corolab.element = (parent, name, words, className) => {
    const made = parent.appendChild(document.createElement(name));
    made.textContent = words ?? '';
    made.className = className ?? '';
    return made;
};

{
    const pop = corolab.element(document.body, 'div', '', 'pop');
    pop.popover = 'auto';
    pop.tabIndex = -1;
    pop.setAttribute('role', 'dialog');
    pop.setAttribute('aria-label', 'Where this number comes from');

    const shape = (parent, name, attributes, title) => {
        const made = parent.appendChild(document.createElementNS('http://www.w3.org/2000/svg', name));
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        if (title)
            shape(made, 'title', {}).textContent = title;
        return made;
    };

    const draw = (samples, { median, low, high }, unit) => {
        const least = Math.min(...samples), reach = Math.max(...samples) - least || 1;
        const x = value => 10 + 270 * (value - least) / reach;
        const svg = shape(pop, 'svg', { viewBox: '0 0 290 26', role: 'img', 'aria-label': 'The samples on an axis' });
        shape(svg, 'rect', { x: x(low), y: 8, width: x(high) - x(low), height: 10, class: 'reach' });
        shape(svg, 'path', { d: 'M4 13H286', class: 'axis' });
        for (const value of samples)
            shape(svg, 'circle', { cx: x(value), cy: 13, r: 4, class: 'sample' }, corolab.words(value, unit));
        shape(svg, 'path', { d: `M${x(median)} 3v20`, class: 'median' });
    };

    const say = (list, term, words) => {
        const line = corolab.element(list, 'div');
        corolab.element(line, 'dt', term);
        corolab.element(line, 'dd', words);
    };

    // "1st, 40th, 317th of 329": where each sample stood among the cells of its round, which are shuffled.
    const turns = (data, orders) => {
        const all = data.metrics.time_ns.of.flatMap(line => line ? corolab.cells(line) : []).filter(Boolean).length;
        const said = order => order.length ? order.replace(/^(\d+):(\d+)$/, (_, round, turn) => `round ${round}: ` +
            corolab.ordinal(+turn + 1)) : corolab.ordinal(order + 1);
        return orders.map(said).join(', ') + ' of ' + all;
    };

    const reach = (rank, n) => rank === 1 ? `from the lowest to the highest of ${n}`
        : `from the ${corolab.ordinal(rank)} lowest to the ${corolab.ordinal(rank)} highest of ${n}`;

    const fill = (data, row, workload, metric) => {
        const samples = corolab.samples(data, row, workload, metric), { n, median, low, high } = corolab.summary(data, samples);
        const { unit } = data.metrics[metric], words = value => corolab.words(value, unit);
        const orders = corolab.samples(data, row, workload, metric, 'order');
        pop.replaceChildren();
        corolab.element(pop, 'h4', data.rows[row] + ' on ' + data.workloads[workload]);
        corolab.element(corolab.element(pop, 'p', words(median) + ' ', 'big'), 'small',
            n > 1 ? `median of ${n}, ${words(low)} to ${words(high)}` : metric.replaceAll('_', ' '));
        if (n > 1)
            draw(samples, { median, low, high }, unit);
        const list = corolab.element(pop, 'dl');
        if (orders.length > 0)
            say(list, 'turn in its round', turns(data, orders));
        if (n > 1)
            say(list, 'interval', reach(data.rank[n], n));
        for (const other of ['time_ns', 'instructions', 'allocations'].filter(name => name !== metric)) {
            const its = corolab.samples(data, row, workload, other);
            if (its.length > 0)
                say(list, other.replace('_ns', ''), corolab.words(corolab.summary(data, its).median, data.metrics[other].unit));
        }
        say(list, 'file', data.file.split('/').pop() + (data.commit && ', commit ' + data.commit));
        corolab.element(pop, 'pre', corolab.command(data, row, workload));
    };

    const place = link => {
        const box = link.getBoundingClientRect(), width = pop.offsetWidth, height = pop.offsetHeight;
        pop.style.left = Math.max(8, Math.min(box.left, innerWidth - width - 8)) + 'px';
        pop.style.top = (box.bottom + height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - height - 4)) + 'px';
    };

    const open = (event, link) => {
        const [result, row, workload, ...metric] = link.dataset.c.split('.'), data = corolab.data[result];
        if (!data || corolab.samples(data, +row, +workload, metric.join('.')).length === 0)
            return;
        event.preventDefault();
        fill(data, +row, +workload, metric.join('.'));
        link.focus();
        pop.showPopover();
        place(link);
        pop.focus();
    };

    addEventListener('click', event => {
        const link = event.target.closest?.('[data-c]');
        if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey)
            open(event, link);
    });
    document.querySelectorAll('[data-c]').forEach(link => link.setAttribute('aria-haspopup', 'dialog'));
}
