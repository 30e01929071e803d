/* Part 1: the canonical form of the lists, read and written as generator/yamlio/ does: two blanks of
   indentation, one line a text, lists of short names in [a, b]. What is in any other form is not
   understood here (null), and then stays as it is. No DOM. */
'use strict';

(() => {
  const form = (window.qingdan = window.qingdan || {}).form = {};
  const SAFE = /^[^\s\-?:,[\]{}#&*!|>'"%@`]/;
  const SPECIAL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  /** What a YAML 1.1 reader takes for something else than text. */
  const RESOLVED = [
    /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    /^(?:<<|~|null|Null|NULL||=|!|&|\*)$/,
    /^(?:\d\d\d\d-\d\d-\d\d|\d\d\d\d-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
  ];

  /** The canonical spelling of a text. */
  form.scalar = (text, flow) => {
    if (SPECIAL.test(text)) {
      const spelled = JSON.stringify(text);
      return spelled.replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
    }
    const plain = SAFE.test(text) && text === text.trim() && !text.includes(': ') &&
      !text.includes(' #') && !text.endsWith(':') && !(flow && /[,[\]{}]/.test(text)) &&
      !text.startsWith('---') && !text.startsWith('...') &&
      !RESOLVED.some((pattern) => pattern.test(text));
    return plain ? text : `'${text.replace(/'/g, "''")}'`;
  };

  // --- reading -------------------------------------------------------------------------------

  class OtherForm extends Error {}

  /** A text as it stands behind a dash or a field's name, with the comment behind it. */
  function value(text) {
    const quoted = /^'((?:[^']|'')*)'(?:  ?(#.*))?$/.exec(text);
    if (quoted) {
      return quoted[1].replace(/''/g, "'");
    }
    const flow = /^\[(.*)\](?:  ?(#.*))?$/.exec(text);
    if (flow) {
      return entries(flow[1]);
    }
    const bare = text.replace(/ +#.*$/, '');
    if (!SAFE.test(bare) || bare.includes(': ') || bare.endsWith(':')) {
      throw new OtherForm(text);
    }
    return bare.trimEnd();
  }

  /** The texts between the brackets of [a, b]. */
  function entries(inner) {
    const found = [];
    let rest = inner;
    while (rest) {
      const next = /^(?:'((?:[^']|'')*)'|([^\s\-?:,[\]{}#&*!|>'"%@`](?:[^,[\]{}#]*[^\s,[\]{}#])?))(?:, |$)/.exec(rest);
      if (!next) {
        throw new OtherForm(inner);
      }
      found.push(next[1] === undefined ? next[2] : next[1].replace(/''/g, "'"));
      rest = rest.slice(next[0].length);
    }
    return found;
  }

  const KEY = /^([a-z][a-z0-9_]*):(?: (.*))?$/;

  /** What lines of one indentation hold; `lines` are [indentation, text] without comments. */
  function block(lines, indent) {
    const listed = lines[0][1].startsWith('- ');
    const made = listed ? [] : {};
    let at = 0;
    while (at < lines.length) {
      const [own, text] = lines[at];
      if (own !== indent || text.startsWith('- ') !== listed) {
        throw new OtherForm(text);
      }
      let end = at + 1;
      while (end < lines.length && lines[end][0] > indent) {
        end += 1;
      }
      const inner = lines.slice(at + 1, end);
      if (!listed) {
        const [key, found] = field(text, inner, indent);
        if (key in made) {
          throw new OtherForm(text);
        }
        made[key] = found;
      } else if (KEY.test(text.slice(2))) {
        made.push(block([[indent + 2, text.slice(2)], ...inner], indent + 2));
      } else if (inner.length) {
        throw new OtherForm(text);
      } else {
        made.push(value(text.slice(2)));
      }
      at = end;
    }
    return made;
  }

  function field(text, inner, indent) {
    const found = KEY.exec(text);
    if (!found || Boolean(found[2] && !found[2].startsWith('#')) === Boolean(inner.length)) {
      throw new OtherForm(text);
    }
    return [found[1], inner.length ? block(inner, indent + 2) : value(found[2])];
  }

  /** What the lines of one field hold: {key: value}; null if they are in another form. */
  form.read = (lines, indent) => {
    const told = lines.filter((line) => line.trim() && !/^ *#/.test(line));
    try {
      return block(told.map((line) => {
        const text = line.trimStart();
        return [line.length - text.length, text];
      }), indent);
    } catch (error) {
      if (error instanceof OtherForm) {
        return null;
      }
      throw error;
    }
  };

  // --- writing -------------------------------------------------------------------------------

  const isEmpty = (found) => found === undefined || found === null || found === '' ||
    found === false || (Array.isArray(found) ? !found.length
    : typeof found === 'object' && !Object.keys(found).length);

  /** The fields of a record that are to be written: [key, value, spec], in the model's order. */
  form.written = (record, made, records) => records[record]
    .map(([key, spec]) => [key, made[key], spec])
    .filter(([, found, spec]) => !isEmpty(found) ||
      (spec.empty && (found === '' || Array.isArray(found))));

  /** The lines of one field of a record. */
  form.lines = (key, found, spec, indent, records) => {
    const lead = `${' '.repeat(indent)}${key}:`;
    if (spec.shape === 'record') {
      return [lead, ...mapping(found, spec.of, indent + 2, records)];
    }
    if (spec.shape === 'records') {
      return [lead, ...found.flatMap((each) => {
        const inner = mapping(each, spec.of, indent + 4, records);
        return inner.length
          ? [`${' '.repeat(indent + 2)}- ${inner[0].trimStart()}`, ...inner.slice(1)]
          : [`${' '.repeat(indent + 2)}- {}`];
      })];
    }
    if (spec.shape === 'texts' || !found.length && Array.isArray(found)) {
      return [`${lead} [${found.map((text) => form.scalar(text, true)).join(', ')}]`];
    }
    if (spec.shape === 'lines') {
      return [lead, ...found.map((text) => `${' '.repeat(indent + 2)}- ${form.scalar(text)}`)];
    }
    const plain = spec.shape === 'boolean' || spec.shape === 'integer';
    return [`${lead} ${plain ? String(found) : form.scalar(found)}`];
  };

  const mapping = (made, record, indent, records) => form.written(record, made, records)
    .flatMap(([key, found, spec]) => form.lines(key, found, spec, indent, records));
})();
