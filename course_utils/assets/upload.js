// Hands a file to the kernel, piece by piece: place, size of the whole, base64, with blanks between.
async (input, largest) => {
  const box = input.closest('.course-upload');
  const said = box.querySelector('.course-upload-said');
  const field = box.querySelector('textarea');
  const button = box.querySelector('button');
  const [file] = input.files;
  const piece = 3 << 20;

  const base64 = (blob) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(',')[1] ?? '');
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
  const taken = async () => {
    while (field.value) await new Promise((done) => setTimeout(done, 10));
  };

  if (!file) return;
  if (file.size > largest) {
    const mb = (bytes) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
    said.textContent = `${file.name} has ${mb(file.size)}; a file may have up to ${mb(largest)}.`;
    input.value = '';
    return;
  }
  button.disabled = true;
  try {
    let place = 0;
    do {
      if (file.size > piece) said.textContent = `${Math.floor(100 * place / file.size)} % of ${file.name}`;
      field.value = `${place} ${file.size} ${await base64(file.slice(place, place + piece))}`;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await taken();
      place += piece;
    } while (place < file.size);
    said.textContent = file.name;
  } catch (error) {
    said.textContent = `${file.name} could not be read (${error.name}).`;
  } finally {
    button.disabled = false;
    input.value = '';  // so that the same file is seen as new
  }
}
