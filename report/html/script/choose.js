// SPDX-License-Identifier: MIT
// The section choose, with a script: metrics, workloads and baselines to pick, rows sorted in the document, state in the address.
// Ticking, ranking and sinking work without it, by the style sheet.
{
    const shown = [['time_ns', 'ns'], ['instructions', 'instructions'], ['allocations', 'allocations'], ['p99_ns', 'p99'],
        ['bytes_per_waiting_task', 'bytes of a waiting task'], ['retained_bytes', 'bytes retained']];
    const multiples = ['time_ns', 'instructions', 'p99_ns'];
    const tintStep = 0.75, tints = 4, fewestSamples = 5, leastDifference = 0.005;

    // As report_series_is_above: beyond both intervals and beyond the noise floor. Counts of instructions are exact.
    const isAbove = (a, b, metric, floor) => metric === 'instructions' ? a.median > b.median * (1 + leastDifference)
        : a.n >= fewestSamples && b.n >= fewestSamples && a.low > b.high && a.median > b.median * (1 + floor);

    const tint = (own, one, metric, floor) => {
        const depth = Math.min(tints, 1 + Math.floor(Math.abs(Math.log2(own.median / one.median)) / tintStep));
        return isAbove(one, own, metric, floor) ? 'f' + depth : isAbove(own, one, metric, floor) ? 's' + depth
            : metric === 'time_ns' ? 'unsure' : '';
    };

    // Two measurements of the same bytes differ by less (row_bytes.h).
    const sameBytes = 16, sameShare = 0.03, mostNames = 4;
    const some = names => names.slice(0, mostNames).join(', ') +
        (names.length > mostNames ? ` and ${names.length - mostNames} more` : '');

    const multipleWords = ratio => corolab.threeDigits(ratio) + '\u00d7';

    class Choose {
        constructor(root) {
            this.root = root;
            this.data = corolab.data[root.dataset.result];
            this.body = root.querySelector('tbody');
            this.heads = [...root.querySelectorAll('.hd .w')];
            this.usual = this.heads.map(head => +head.dataset.of);
            this.rows = [...this.body.rows].map((line, place) => {
                const index = +line.id.match(/\d+/)[0];
                return { line, place, index, cells: [...line.querySelectorAll('.v')], name: this.data.rows[index] };
            });
            this.metrics = shown.filter(([metric]) => this.workloads(metric).length > 0);
            this.needs = [...root.querySelectorAll('.tick input')];
            this.presets = [...root.querySelectorAll('.presets button')];
            this.start = {
                need: [], by: this.rank()?.value ?? '', metric: this.metrics[0]?.[0], base: this.baseName(), show: '',
            };
            this.state = { ...this.start };
            this.addPickers();
            this.addReasons();
            this.addLinks();
            this.addAnswer();
            this.rows.forEach(row => row.made = row.cells.map(cell => [cell.className, cell.title, [...cell.childNodes]]));
            root.addEventListener('change', () => this.take(this.read()));
            this.presets.forEach(button => button.addEventListener('click', () => this.take({
                ...this.read(), need: button.dataset.need.split(' ').filter(Boolean), by: button.dataset.by })));
            addEventListener('hashchange', () => this.load());
            if (!this.load())
                this.sort();
        }

        baseName() { return this.rows.find(row => row.line.classList.contains('base'))?.name ?? ''; }
        rank() { return this.root.querySelector('.by input:checked'); }

        // The workloads on which a row of the table has the metric.
        workloads(metric) {
            const entry = this.data.metrics[metric];
            const has = on => this.rows.some(row => corolab.samples(this.data, row.index, on, metric).length > 0);
            return entry ? entry.on.filter(has) : [];
        }

        value(row, workload, metric) {
            const samples = corolab.samples(this.data, row.index, workload, metric);
            return samples.length ? corolab.summary(this.data, samples) : null;
        }

        addPickers() {
            const field = this.root.querySelector('.pickers'), name = 'metric' + this.data.part;
            corolab.element(field, 'legend', 'In the cells');
            const pills = corolab.element(field, 'div', '', 'pills');
            for (const [metric, words] of this.metrics) {
                const label = corolab.element(pills, 'label'), input = corolab.element(label, 'input');
                Object.assign(input, { type: 'radio', name, value: metric, checked: metric === this.state.metric });
                label.append(words);
            }
            this.picker = this.addSelect(field, 'Last column', [['', 'as it is']]);
            const nothing = this.state.base ? [] : [['', 'nothing']];
            this.base = this.addSelect(field, 'Multiples of', [...nothing, ...this.rows.map(row => [row.name, row.name])]);
            this.base.value = this.state.base;
        }

        // A mark of what does not fit shows the reason that the row has for the need of its column.
        addReasons() {
            for (const { line } of this.rows)
                line.querySelectorAll('.cy,.cf,.cn,.cu').forEach((mark, i) => {
                    mark.title ||= line.querySelector('.w-' + this.needs[i].value)?.textContent ?? '';
                });
        }

        // The sentence on who leads, above the table, and again below the controls where the table is a screen away.
        addAnswer() {
            const said = this.root.querySelector('.tally b');
            this.lead = corolab.element(said.parentNode, 'em');
            said.after(' ', this.lead, ' ');
            this.hint = corolab.element(this.root.querySelector('.rail'), 'p', '', 'hint');
        }

        // A number of the table opens its provenance.
        addLinks() {
            const count = (row, selector, metric) => {
                const link = row.line.querySelector(selector + ' a');
                if (link)
                    this.link(link, row, +this.root.querySelector('.hd ' + selector).dataset.of, metric);
            };
            for (const row of this.rows) {
                row.cells.forEach((cell, i) => cell.firstElementChild
                    && this.link(cell.firstElementChild, row, this.usual[i], this.state.metric));
                count(row, '.mem', 'bytes_per_waiting_task');
                count(row, '.al', 'allocations');
            }
        }

        link(link, row, workload, metric) {
            link.href = row.line.querySelector('.n a').getAttribute('href');
            link.dataset.c = [this.root.dataset.result, row.index, workload, metric].join('.');
            link.setAttribute('aria-haspopup', 'dialog');
        }

        addSelect(field, words, options) {
            const select = corolab.element(corolab.element(field, 'label', words), 'select');
            options.forEach(([value, text]) => select.append(new Option(text, value)));
            return select;
        }

        read() {
            return {
                need: this.needs.filter(input => input.checked).map(input => input.value), by: this.rank()?.value ?? '',
                metric: this.root.querySelector('.pickers input:checked')?.value, base: this.base.value, show: this.picker.value,
            };
        }

        // The workloads of the columns: the usual ones as far as they have the metric, then others that have it.
        columns({ metric, show, by }) {
            const all = this.workloads(metric), names = this.data.workloads;
            const list = [...this.usual.filter(on => all.includes(on)), ...all.filter(on => !this.usual.includes(on))];
            const asked = [show, by].map(name => names.indexOf(name)).find(on => all.includes(on)) ?? -1;
            const taken = list.slice(0, this.heads.length);
            return asked < 0 || taken.includes(asked) ? taken : [...taken.slice(0, -1), asked];
        }

        take(state) {
            this.show(state);
            const changed = Object.keys(this.start).filter(key => String(this.state[key]) !== String(this.start[key]));
            const escape = words => encodeURIComponent(words).replaceAll('%2F', '/');
            const words = key => [this.state[key]].flat().map(escape).join('+');
            const address = changed.map(key => key + '=' + words(key));
            if (this.data.part && address.length)
                address.push('part=' + this.data.part);
            history.replaceState(null, '', address.length ? '#' + address.join('&') : location.pathname + location.search);
        }

        // Restores what the address says; false when it says nothing of this table. What it does not know is left out.
        load() {
            let said;
            try {
                said = {};
                for (const [key, value = ''] of location.hash.slice(1).split('&').map(item => item.split('=')))
                    said[key] = [...said[key] ?? [], ...value.split(key === 'need' ? /[+,]|%2C/i : '+').map(decodeURIComponent)];
            } catch { return false; }
            if (!Object.keys(this.start).some(key => key in said) || (said.part?.[0] ?? '') !== this.data.part)
                return false;
            const one = (key, known) => said[key] && known.includes(said[key][0]) ? said[key][0] : this.start[key];
            const metric = one('metric', this.metrics.map(([name]) => name));
            const names = this.workloads(metric).map(on => this.data.workloads[on]);
            const ranks = [...this.root.querySelectorAll('.by input')].map(input => input.value);
            this.show({
                need: (said.need ?? []).filter(key => this.needs.some(input => input.value === key)), metric,
                by: one('by', [...ranks, ...names]), base: one('base', this.rows.map(row => row.name)), show: one('show', names),
            });
            this.root.closest('section').scrollIntoView();
            return true;
        }

        show(state) {
            const isPainted = ['metric', 'base', 'show', 'by'].some(key => state[key] !== this.state[key]);
            this.state = state;
            this.needs.forEach(input => input.checked = state.need.includes(input.value));
            this.root.querySelectorAll('.pickers input').forEach(input => input.checked = input.value === state.metric);
            this.base.value = state.base;
            this.on = this.columns(state);
            this.fillPicker();
            this.nameRanks();
            if (isPainted)
                this.paint();
            this.sort();
        }

        fillPicker() {
            const names = this.workloads(this.state.metric).map(on => this.data.workloads[on]);
            const { show } = this.state;
            this.picker.replaceChildren(new Option('as it is', ''), ...names.map(name => new Option(name, name)));
            this.picker.value = names.includes(show) ? show : '';
            this.state.show = this.picker.value;
        }

        // The first ranks are the columns.
        nameRanks() {
            const inputs = [...this.root.querySelectorAll('.by input')];
            inputs.slice(0, this.heads.length).forEach((input, i) => {
                input.parentNode.hidden = i >= this.on.length;
                input.value = this.data.workloads[this.on[i]] ?? '';
                input.parentNode.lastChild.textContent = input.value;
            });
            const wanted = inputs.find(input => input.value === this.state.by) ?? inputs[0];
            if (wanted) {
                wanted.checked = true;
                this.state.by = wanted.value;
            }
        }

        paint() {
            const { metric, base } = this.state, [, words] = shown.find(([name]) => name === metric) ?? [metric, metric];
            const isMultiple = base && multiples.includes(metric);
            this.heads.forEach((head, i) => {
                const name = this.data.workloads[this.on[i]] ?? '';
                head.querySelector('code').textContent = name;
                this.root.querySelector('.tab').style.setProperty('--w' + i, '"' + name.replace(/[^\w/.+-]/g, ' ') + '"');
                if (i === 0)
                    head.querySelector('small').textContent = words + (isMultiple ? ', \u00d7 ' + base : '');
            });
            const against = this.rows.find(row => row.name === base);
            for (const row of this.rows) {
                row.line.classList.toggle('base', row === against);
                row.cells.forEach((cell, i) => this.fillOrRestore(cell, row, i, against));
            }
        }

        // A cell that the page was made with keeps its words, which are made of the exact numbers.
        fillOrRestore(cell, row, i, against) {
            const { metric, base } = this.state;
            if (metric !== this.start.metric || base !== this.start.base || this.on[i] !== this.usual[i]) {
                this.fill(cell, row, this.on[i], against);
                return;
            }
            const [className, title, nodes] = row.made[i];
            Object.assign(cell, { className, title });
            cell.replaceChildren(...nodes);
        }

        fill(cell, row, workload, against) {
            const { metric } = this.state, own = this.value(row, workload, metric);
            const one = against && multiples.includes(metric) ? this.value(against, workload, metric) : null;
            cell.className = 'v';
            cell.title = '';
            cell.replaceChildren();
            if (own === null) {
                const [className, title, nodes] = row.made[row.cells.indexOf(cell)];
                const isSame = this.usual.indexOf(workload) === row.cells.indexOf(cell) && className.includes('na');
                cell.className = 'v na';
                cell.append(...isSame ? nodes : [workload === undefined ? '' : '\u00b7']);
                cell.title = isSame ? title : 'no number; the card of the row says why';
                return;
            }
            const link = corolab.element(cell, 'a'), words = corolab.words(own.median, this.data.metrics[metric].unit);
            this.link(link, row, workload, metric);
            corolab.element(link, 'b', one && one.median > 0 ? multipleWords(own.median / one.median) : words);
            if (one && one.median > 0)
                link.append(words.replace(/ ns$/, ''));
            if (one && row !== against)
                cell.className = 'v ' + tint(own, one, metric, metric === 'time_ns' ? this.data.floors[workload] : 0);
        }

        // Rows that do not fit come last; the rows without a value before them.
        sort() {
            const at = [...this.root.querySelectorAll('.by input')].findIndex(input => input.checked), on = this.on ?? this.usual;
            const inColumn = row => this.value(row, on[at], this.state.metric)?.median ?? Infinity;
            const rankOf = row => at < 0 ? row.place : at < this.heads.length ? inColumn(row)
                : +getComputedStyle(row.line).getPropertyValue('--r' + at);
            const isOut = row => this.state.need.some(need => row.line.classList.contains('x-' + need));
            const keyed = this.rows.map(row => [isOut(row), rankOf(row), row]);
            const isYard = row => row.line.classList.contains('yard');
            const byValue = (a, b) => (a[1] === b[1] ? 0 : a[1] - b[1]) || a[2].place - b[2].place;
            keyed.sort((a, b) => a[0] - b[0] || isYard(a[2]) - isYard(b[2]) || byValue(a, b));
            if (keyed.some(([, , row], i) => row.line !== this.body.rows[i]))
                this.body.append(...keyed.map(([, , row]) => row.line));
            this.root.classList.add('sorted');
            const fits = keyed.filter(([out, , row]) => !out && !isYard(row)).map(([, , row]) => row);
            const tally = `${fits.length} of ${this.rows.filter(row => !isYard(row)).length} rows fit`;
            this.root.querySelector('.tally b').textContent = tally;
            this.lead.textContent = fits.length > 0 ? this.leaders(fits, at, on) : this.nearest();
            this.hint.textContent = tally + '. ' + this.lead.textContent;
            this.presets.forEach(button => button.setAttribute('aria-pressed', button.dataset.by === this.state.by &&
                button.dataset.need.trim() === this.state.need.join(' ')));
        }

        // The answers, no yardsticks, that lead by the rank, as far as the samples tell: as report_rank_lead does.
        leaders(fits, at, on) {
            const memory = this.root.querySelector('.hd .mem'), allocations = this.root.querySelector('.hd .al');
            const key = this.state.by, [workload, metric] = at < this.heads.length ? [on[at], this.state.metric]
                : key === 'memory' ? [+memory?.dataset.of, 'bytes_per_waiting_task']
                : key === 'allocations' ? [+allocations?.dataset.of, 'allocations'] : [];
            const answers = fits.filter(row => !row.line.classList.contains('yard'))
                .map(row => [row.name, metric ? this.value(row, workload, metric) : null]).filter(([, value]) => value !== null);
            if (answers.length === 0)
                return '';
            const least = answers.reduce((a, b) => b[1].median < a[1].median ? b : a)[1], floor = this.data.floors[workload];
            const isBytes = metric.endsWith('bytes') || metric.startsWith('bytes'), isTime = metric.endsWith('_ns');
            if (isTime && answers.every(([, value]) => value.n < fewestSamples))
                return `No verdict by ${key}: it takes ${fewestSamples} samples a cell.`;
            const isTold = value => isTime ? isAbove(value, least, metric, metric === 'time_ns' ? floor : 0)
                : value.median - least.median > (isBytes ? Math.max(sameBytes, sameShare * least.median) : 0);
            const names = answers.filter(([, value]) => !isTold(value)).map(([name]) => name);
            const words = corolab.words(least.median, this.data.metrics[metric].unit);
            return names.length === 1 ? `Lowest by ${key}: ${names[0]}, ${words}.`
                : `Lowest by ${key}, not told apart: ${some(names)}; from ${words}.`;
        }

        // Of the answers that lack the fewest needs.
        nearest() {
            const lacks = row => this.state.need.filter(need => row.line.classList.contains('x-' + need)).length;
            const answers = this.rows.filter(row => !row.line.classList.contains('yard'));
            const least = Math.min(...answers.map(lacks));
            const names = answers.filter(row => lacks(row) === least).map(row => row.name);
            return names.length > 0 ? `Nearest, all but ${least}: ${some(names)}.` : '';
        }
    }

    document.querySelectorAll('.choose').forEach(root => new Choose(root));
}
