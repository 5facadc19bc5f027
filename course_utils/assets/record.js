// Records in the page and hands it to the kernel, through a text field beside the button.
// Browsers give a microphone or a camera only to pages of this computer or over https.
async (button, kind, seconds) => {
  const box = button.closest('.course-recorder');
  const said = box.querySelector('.course-recorder-said');
  const field = box.querySelector('textarea');

  const countdown = async () => {
    for (let left = seconds; left > 0; left--) {
      said.textContent = `recording, ${left} s left`;
      await new Promise((done) => setTimeout(done, 1000));
    }
    said.textContent = '';
  };

  // Samples at 16,000 a second, 16 bits each, as base64.
  const sound = async (stream) => {
    const recorder = new MediaRecorder(stream), parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const ended = new Promise((done) => { recorder.onstop = done; });
    recorder.start();
    await countdown();
    recorder.stop();
    await ended;
    const data = await new Blob(parts).arrayBuffer();
    const heard = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(data);
    const samples = Int16Array.from(heard.getChannelData(0), (x) => 32767 * Math.max(-1, Math.min(1, x)));
    return btoa(Array.from(new Uint8Array(samples.buffer), (x) => String.fromCharCode(x)).join(''));
  };

  // Four pictures a second, each a JPEG as base64, with blanks between them.
  const film = async (stream) => {
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
    await video.play();
    const canvas = document.createElement('canvas'), pictures = [];
    canvas.width = 192;
    canvas.height = Math.round(192 * video.videoHeight / video.videoWidth);
    const look = setInterval(() => {
      canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
      pictures.push(canvas.toDataURL('image/jpeg').split(',')[1]);
    }, 250);
    await countdown();
    clearInterval(look);
    return pictures.join(' ');
  };

  button.disabled = true;
  try {
    // What improves speech (echo, noise, loudness) takes a hum for noise.
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const asked = kind === 'sound' ? { audio: plain } : { video: true };
    const stream = await navigator.mediaDevices.getUserMedia(asked);
    try {
      field.value = await (kind === 'sound' ? sound : film)(stream);
    } finally {
      stream.getTracks().forEach((track) => track.stop());
    }
    field.dispatchEvent(new Event('change', { bubbles: true }));
  } catch (error) {
    const device = kind === 'sound' ? 'microphone' : 'camera';
    said.textContent = `No recording (${error.name}): allow this page the ${device}, or record with another program and upload the file.`;
  } finally {
    button.disabled = false;
  }
}
