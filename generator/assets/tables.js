// Tables as files, made in the browser: CSV and Excel workbooks of the same form as those of the
// site (generator/downloads/). Loaded when somebody asks for a file. A table is an array of rows,
// the heads first; a cell is a text or a number.
"use strict";
(() => {
  const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/;
  const LONGEST = 32767;
  const CUT = "……（单元格放不下，全文见 CSV 文件）";
  const utf8 = new TextEncoder();

  // a spreadsheet would run such a text as a formula; the rule is explained under /data/#csv
  const csvCell = (cell) => {
    let text = String(cell);
    if (typeof cell === "string" && RISKY.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = (table) =>
    utf8.encode("\ufeff" + table.map((row) => row.map(csvCell).join(",") + "\r\n").join(""));

  const letter = (place) =>
    (place >= 26 ? String.fromCharCode(64 + Math.floor(place / 26)) : "") +
    String.fromCharCode(65 + (place % 26));
  const cellText = (text) => {
    const short = text.length > LONGEST ? text.slice(0, LONGEST - CUT.length) + CUT : text;
    return short
      .replaceAll("\r\n", "\n")
      .replace(
        // eslint-disable-next-line no-control-regex
        /[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g,
        (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
      )
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;");
  };
  const digits = (cell) =>
    [...String(cell)].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 128 ? 1 : 2), 0);
  const sheet = (table) => {
    const heads = table[0];
    const last = `${letter(heads.length - 1)}${table.length}`;
    const widths = heads.map((head, place) =>
      Math.min(60, Math.max(7, 2 * head.length + 4, ...table.slice(1, 51).map((row) => digits(row[place]) + 2))),
    );
    const cols = widths
      .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
      .join("");
    const lines = table.map((row, y) => {
      const cells = row.map((cell, x) => {
        const place = `r="${letter(x)}${y + 1}"`;
        if (cell === "") return "";
        if (typeof cell === "number") return `<c ${place} s="3"><v>${cell}</v></c>`;
        return `<c ${place} s="${y ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
      });
      return `<row r="${y + 1}">${cells.join("")}</row>`;
    });
    return (
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      `<dimension ref="A1:${last}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${cols}</cols><sheetData>${lines.join("\n")}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
    );
  };

  const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const cellStyle = (format, font, fill, align) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" ` +
    `applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"${align}/></xf>`;
  const WRAP = ' wrapText="1"';
  const PARTS = {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ` +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    "_rels/.rels":
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" ` +
      `Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml":
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      '<sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" ` +
      `Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml":
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font>` +
      '<font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>' +
      '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2ECE0"/></patternFill></fill></fills>' +
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>" +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      `${cellStyle(49, 1, 2, WRAP)}${cellStyle(49, 0, 0, WRAP)}${cellStyle(0, 0, 0, "")}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  };
  const xlsx = (table) => zip({ ...PARTS, "xl/worksheets/sheet1.xml": sheet(table) });

  const CHECKS = Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  const checksum = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = CHECKS[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
  const numbers = (...pairs) => {
    const bytes = [];
    for (const [value, width] of pairs) {
      for (let at = 0; at < width; at += 1) bytes.push((value >>> (8 * at)) & 255);
    }
    return bytes;
  };
  // a ZIP file whose members are stored as they are, dated 1980-01-01
  const zip = (parts) => {
    const local = [];
    const central = [];
    let offset = 0;
    let listed = 0;
    const members = Object.entries(parts);
    for (const [path, text] of members) {
      const name = utf8.encode(path);
      const body = utf8.encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
      const common = [
        [20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2],
        [checksum(body), 4], [body.length, 4], [body.length, 4], [name.length, 2], [0, 2],
      ];
      const head = Uint8Array.from(numbers([0x04034b50, 4], ...common));
      const entry = numbers([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
      local.push(head, name, body);
      central.push(Uint8Array.from(entry), name);
      offset += head.length + name.length + body.length;
      listed += entry.length + name.length;
    }
    const end = numbers([0x06054b50, 4], [0, 4], [members.length, 2], [members.length, 2], [listed, 4], [offset, 4], [0, 2]);
    return new Blob([...local, ...central, Uint8Array.from(end)]);
  };

  const FORMS = {
    csv: ["text/csv;charset=utf-8", csv],
    xlsx: [`${TYPES}.sheet`, xlsx],
  };
  const save = (name, form, table) => {
    const [type, make] = FORMS[form];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([make(table)], { type }));
    link.download = `${name}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  window.qdTables = { save };
})();
