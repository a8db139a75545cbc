// The run-time that a SCORM package finds in its own window: 1.2 as API, 2004 as API_1484_11.
// It keeps the data model here and sends it whole; what counts is decided where it arrives.
(function (kept) {
  "use strict";
  var values = Object.assign({}, kept.values);
  var open = false;
  var over = false;
  var error = "0";
  var going = false;
  var again = false;

  function send(leaving) {
    // One after the other, so that what was said last is kept last; whoever leaves cannot wait.
    if (going && !leaving) {
      again = true;
      return;
    }
    var body = JSON.stringify({ part: kept.part, values: values });
    going = true;
    again = false;
    fetch(kept.run, {
      method: "POST",
      body: body,
      mode: "no-cors",
      credentials: "omit",
      keepalive: body.length < 60000,
      headers: { "Content-Type": "text/plain" }
    }).catch(function () {
      error = kept.edition === "1.2" ? "101" : "391";
    }).then(function () {
      going = false;
      if (again) {
        send();
      }
    });
  }

  function count(name) {
    var before = name.slice(0, -"_count".length);
    var most = -1;
    Object.keys(values).forEach(function (key) {
      if (key.indexOf(before) === 0) {
        var place = parseInt(key.slice(before.length), 10);
        if (place > most) {
          most = place;
        }
      }
    });
    return String(most + 1);
  }

  function answer(result, code) {
    error = code;
    return result;
  }

  function initialize() {
    if (open) {
      return answer("false", kept.edition === "1.2" ? "101" : "103");
    }
    open = true;
    over = false;
    return answer("true", "0");
  }

  function terminate() {
    if (!open) {
      return answer("false", kept.edition === "1.2" ? "301" : "112");
    }
    open = false;
    over = true;
    send();
    return answer("true", "0");
  }

  function get(name) {
    var key = String(name);
    if (!open) {
      return answer("", kept.edition === "1.2" ? "301" : over ? "123" : "122");
    }
    if (Object.prototype.hasOwnProperty.call(kept.given, key)) {
      return answer(kept.given[key], "0");
    }
    if (Object.prototype.hasOwnProperty.call(values, key)) {
      return answer(values[key], "0");
    }
    if (key.slice(-7) === "._count") {
      return answer(count(key), "0");
    }
    return answer("", kept.edition === "1.2" ? "0" : "403");
  }

  function set(name, value) {
    var key = String(name);
    if (!open) {
      return answer("false", kept.edition === "1.2" ? "301" : over ? "133" : "132");
    }
    if (Object.prototype.hasOwnProperty.call(kept.given, key) || key.indexOf("cmi.") !== 0) {
      return answer("false", kept.edition === "1.2" ? "403" : "404");
    }
    values[key] = String(value);
    return answer("true", "0");
  }

  function commit() {
    if (!open) {
      return answer("false", kept.edition === "1.2" ? "301" : "142");
    }
    send();
    return answer("true", "0");
  }

  function lastError() {
    return error;
  }

  function errorString(code) {
    return String(code) === "0" ? "No error" : "Error " + code;
  }

  window.API = {
    LMSInitialize: initialize,
    LMSFinish: terminate,
    LMSGetValue: get,
    LMSSetValue: set,
    LMSCommit: commit,
    LMSGetLastError: lastError,
    LMSGetErrorString: errorString,
    LMSGetDiagnostic: errorString
  };
  window.API_1484_11 = {
    Initialize: initialize,
    Terminate: terminate,
    GetValue: get,
    SetValue: set,
    Commit: commit,
    GetLastError: lastError,
    GetErrorString: errorString,
    GetDiagnostic: errorString
  };
  window.addEventListener("pagehide", function () {
    if (open || again) {
      send(true);
    }
  });
})(LANYARD_SCORM);
