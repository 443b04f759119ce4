// MuPDF in one process (`mutool run`), on the plain file: asked by lines on standard input, answers each with a line.
var POINTS_PER_INCH = 72;
var file = null;

function scaled(dpi) {
  return Scale(dpi / POINTS_PER_INCH, dpi / POINTS_PER_INCH);
}

function draw(index, dpi) {
  var pixels = file.loadPage(index).toPixmap(scaled(dpi), DeviceRGB, false);
  return pixels.getWidth() + ' ' + pixels.getHeight();
}

var acts = {
  open: function (words) {
    file = new Document(words[1]);
    return file.countPages();
  },
  close: function () {
    file = null;
    gc();
    return '';
  },
  draw: function (words) {
    return draw(Number(words[1]), Number(words[2]));
  },
  tile: function (words) {
    var left = Number(words[3]);
    var top = Number(words[4]);
    var box = [left, top, left + Number(words[5]), top + Number(words[6])];
    var pixels = new Pixmap(DeviceRGB, box, false);
    pixels.clear(255);
    var device = new DrawDevice(Identity, pixels);
    file.loadPage(Number(words[1])).run(device, scaled(Number(words[2])));
    device.close();
    return pixels.getWidth() + ' ' + pixels.getHeight();
  },
  thumbs: function (words) {
    var first = Number(words[1]);
    for (var index = first; index < first + Number(words[2]); ++index) draw(index, Number(words[3]));
    return words[2];
  },
  find: function (words) {
    var found = 0;
    for (var index = 0; index < file.countPages(); ++index) {
      if (file.loadPage(index).search(words[1]).length > 0) ++found;
    }
    return found;
  },
};

print('ready');
for (;;) {
  var line = readline();
  if (line === null || line === undefined || line === 'quit') break;
  var words = line.split(' ');
  try {
    print('ok ' + acts[words[0]](words));
  } catch (error) {
    print('no ' + error);
  }
}
