// SPDX-License-Identifier: Apache-2.0
/**
 * The little that needs a script: values under the pointer (and the arrow keys), a node's links, copying a list,
 * opening folded parts for print. Without it the report shows everything all the same.
 * Data comes from attributes this program wrote; text is only ever set as text.
 */
export const CLIENT_SCRIPT = String.raw`
'use strict';
const count = new Intl.NumberFormat('en-US');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const when = (ms) => { const date = new Date(ms); return date.getUTCDate() + ' ' + months[date.getUTCMonth()] + ' ' + date.toISOString().slice(11, 16); };
const clamp = (value, most) => Math.max(0, Math.min(most, value));

for (const plot of document.querySelectorAll('svg.plot')) {
  const front = plot.dataset.front.split(' ');
  const behind = plot.dataset.behind.split(' ');
  const from = Number(plot.dataset.from);
  const step = Number(plot.dataset.step);
  const cursor = plot.querySelector('.cursor');
  const [line, text] = cursor.children;
  let at = 0;
  const show = (slot) => {
    at = clamp(slot, front.length - 1);
    const x = ((at + 0.5) / front.length) * 100;
    line.setAttribute('x1', x + '%');
    line.setAttribute('x2', x + '%');
    text.setAttribute('x', x + '%');
    text.setAttribute('dx', x < 50 ? 8 : -8);
    text.setAttribute('text-anchor', x < 50 ? 'start' : 'end');
    text.textContent = when(from + at * step) + ' · campaign ' + count.format(front[at]) + ' · everyone else ' + count.format(behind[at]);
    plot.setAttribute('aria-valuenow', at);
    plot.setAttribute('aria-valuetext', text.textContent);
    cursor.setAttribute('visibility', 'visible');
  };
  const hide = () => cursor.setAttribute('visibility', 'hidden');
  plot.addEventListener('pointermove', (event) => {
    const box = plot.getBoundingClientRect();
    show(Math.floor(((event.clientX - box.left) / box.width) * front.length));
  });
  plot.addEventListener('pointerleave', hide);
  plot.addEventListener('blur', hide);
  plot.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - 24, PageDown: at + 24, Home: 0, End: front.length - 1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    show(move);
  });
}

for (const graph of document.querySelectorAll('.graph > svg')) {
  const nodes = [...graph.querySelectorAll('.node')];
  const lit = graph.querySelector('.lit');
  const readout = graph.parentElement.querySelector('.readout');
  const still = readout.textContent;
  const place = (i) => {
    const circle = nodes[i].matches('circle') ? nodes[i] : nodes[i].querySelector('circle');
    return circle.getAttribute('cx') + ' ' + circle.getAttribute('cy');
  };
  const neighbours = nodes.map(() => new Set());
  for (const edge of graph.dataset.edges.split(',').filter(Boolean)) {
    const [a, b] = edge.split(' ').map(Number);
    neighbours[a].add(b);
    neighbours[b].add(a);
  }
  let at = -1;
  const leave = () => {
    if (at >= 0) nodes[at].classList.remove('at');
    lit.setAttribute('d', '');
    readout.textContent = still;
  };
  const show = (i) => {
    leave();
    at = i;
    nodes[i].classList.add('at');
    lit.setAttribute('d', [...neighbours[i]].map((j) => 'M' + place(i) + 'L' + place(j)).join(''));
    const ties = neighbours[i].size;
    readout.textContent = nodes[i].dataset.label + (nodes[i].matches('circle') ? ': linked to ' + count.format(ties) + (ties === 1 ? ' other' : ' others') : '');
  };
  graph.addEventListener('pointerover', (event) => {
    const i = nodes.indexOf(event.target.closest('.node'));
    if (i >= 0) show(i);
  });
  graph.addEventListener('pointerleave', leave);
  graph.addEventListener('blur', leave);
  graph.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    show((Math.max(at, move < 0 ? 0 : -1) + move + nodes.length) % nodes.length);
  });
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  const list = document.getElementById(button.dataset.copy);
  const status = button.nextElementSibling;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(list.textContent);
      status.textContent = 'Copied.';
    } catch {
      getSelection().selectAllChildren(list);
      status.textContent = 'Selected; press Ctrl+C or ⌘C.';
    }
  });
}

let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  for (const part of folded) part.open = true;
});
addEventListener('afterprint', () => {
  for (const part of folded) part.open = false;
});
`;
