try { const scheme = localStorage.getItem("scheme"); if (/^(light|dark)$/.test(scheme)) document.documentElement.dataset.scheme = scheme; } catch { /* nothing may be kept */ }
