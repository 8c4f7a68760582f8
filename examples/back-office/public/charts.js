// Draws the charts of a page. What they show is in a table beside them, too, for those who cannot see them.

/** A colour of the style sheet, as the theme has it now. */
function colourOf(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Bars are measured from 0, and have a little room above. */
function withZero(_chart, least, most) {
  return [Math.min(0, least) * 1.05, Math.max(0, most) * 1.05 || 1];
}

/** Bars over the labels of a chart, which are evenly apart. */
function draw(figure) {
  const { over, labels, series, locale } = JSON.parse(figure.dataset.chart);
  const plot = figure.querySelector('.plot');
  const { format } = new Intl.NumberFormat(locale);
  const { format: short } = new Intl.NumberFormat(locale, { notation: 'compact' });
  const sizeOf = () => ({ width: plot.clientWidth, height: plot.clientHeight - 40 });
  const axis = {
    stroke: () => colourOf('--ink-soft'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: () => colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  const bars = series.map(({ label, colour }) => ({
    label,
    stroke: () => colourOf(colour),
    fill: () => colourOf(colour),
    width: 0,
    paths: uPlot.paths.bars({ size: [0.7, 48], radius: 0.15 }),
    points: { show: false },
    value: (_chart, value) => (value === null ? '–' : format(value)),
  }));
  const labelled = {
    ...axis,
    grid: { show: false },
    space: 64,
    incrs: [1, 2, 5, 7, 14, 30, 60, 120],
    values: (_chart, places) => places.map((place) => labels[place] ?? ''),
  };
  const options = {
    ...sizeOf(),
    scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range: withZero } },
    axes: [labelled, { ...axis, size: 56, values: (_chart, values) => values.map((value) => short(value)) }],
    series: [{ label: over, value: (_chart, place) => labels[place] ?? '–' }, ...bars],
    cursor: { y: false, drag: { x: false } },
  };
  const chart = new uPlot(options, [labels.map((_label, place) => place), ...series.map(({ values }) => values)], plot);
  new ResizeObserver(() => chart.setSize(sizeOf())).observe(plot);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart.redraw());
}

for (const figure of document.querySelectorAll('[data-chart]')) draw(figure);
