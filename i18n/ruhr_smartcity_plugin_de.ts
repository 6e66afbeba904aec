<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
  <context>
    <name>@default</name>
    <message numerus="yes">
      <source>%n &amp;hint(s) – click or Enter goes there</source>
      <translation>
        <numerusform>%n &amp;Hinweis – Klick oder Eingabetaste springt hin</numerusform>
        <numerusform>%n &amp;Hinweise – Klick oder Eingabetaste springt hin</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n area(s) with values.</source>
      <translation>
        <numerusform>%n Fläche mit Werten.</numerusform>
        <numerusform>%n Flächen mit Werten.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n can be healed.</source>
      <translation>
        <numerusform>%n kann repariert werden.</numerusform>
        <numerusform>%n können repariert werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n catalogue(s) could not be brought up to date.</source>
      <translation>
        <numerusform>%n Katalog konnte nicht aktualisiert werden.</numerusform>
        <numerusform>%n Kataloge konnten nicht aktualisiert werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n change(s)</source>
      <translation>
        <numerusform>%n Änderung</numerusform>
        <numerusform>%n Änderungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n change(s) &amp;waiting …</source>
      <translation>
        <numerusform>%n &amp;wartende Änderung …</numerusform>
        <numerusform>%n &amp;wartende Änderungen …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n change(s) waiting</source>
      <translation>
        <numerusform>%n Änderung wartet</numerusform>
        <numerusform>%n Änderungen warten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n collection(s) added.</source>
      <translation>
        <numerusform>%n Sammlung hinzugefügt.</numerusform>
        <numerusform>%n Sammlungen hinzugefügt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n collection(s) of the same name completed.</source>
      <translation>
        <numerusform>%n gleichnamige Sammlung ergänzt.</numerusform>
        <numerusform>%n gleichnamige Sammlungen ergänzt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n collection(s) written to {file}.</source>
      <translation>
        <numerusform>%n Sammlung nach {file} geschrieben.</numerusform>
        <numerusform>%n Sammlungen nach {file} geschrieben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n contact(s) to delete</source>
      <translation>
        <numerusform>%n Kontakt ist zu löschen</numerusform>
        <numerusform>%n Kontakte sind zu löschen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n corner point(s)</source>
      <translation>
        <numerusform>%n Stützpunkt</numerusform>
        <numerusform>%n Stützpunkte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n corrected</source>
      <translation>
        <numerusform>%n korrigiert</numerusform>
        <numerusform>%n korrigiert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n could not be healed and are unchanged.</source>
      <translation>
        <numerusform>%n ließ sich nicht reparieren und ist unverändert.</numerusform>
        <numerusform>%n ließen sich nicht reparieren und sind unverändert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n data set(s) left after all conditions.</source>
      <translation>
        <numerusform>%n Datensatz erfüllt alle Bedingungen.</numerusform>
        <numerusform>%n Datensätze erfüllen alle Bedingungen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n data set(s) left out because the municipality is not known.</source>
      <translation>
        <numerusform>%n Datensatz weggelassen, weil seine Kommune nicht bekannt ist.</numerusform>
        <numerusform>%n Datensätze weggelassen, weil ihre Kommune nicht bekannt ist.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s) ago</source>
      <translation>
        <numerusform>vor %n Tag</numerusform>
        <numerusform>vor %n Tagen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n doubtful value(s) left out</source>
      <translation>
        <numerusform>%n zweifelhafter Wert ausgelassen</numerusform>
        <numerusform>%n zweifelhafte Werte ausgelassen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries cannot be used and were left out.</source>
      <translation>
        <numerusform>%n Eintrag ist nicht verwendbar und wurde weggelassen.</numerusform>
        <numerusform>%n Einträge sind nicht verwendbar und wurden weggelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries were added.</source>
      <translation>
        <numerusform>%n Eintrag wurde hinzugefügt.</numerusform>
        <numerusform>%n Einträge wurden hinzugefügt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries were written to “{name}”; log-ins are not in it.</source>
      <translation>
        <numerusform>%n Eintrag wurde in „{name}“ geschrieben; Anmeldungen sind nicht dabei.</numerusform>
        <numerusform>%n Einträge wurden in „{name}“ geschrieben; Anmeldungen sind nicht dabei.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entry(ies) of the master data, too.</source>
      <translation>
        <numerusform>%n Eintrag der Stammdaten ebenfalls.</numerusform>
        <numerusform>%n Einträge der Stammdaten ebenfalls.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n field(s) differ</source>
      <translation>
        <numerusform>%n Feld unterscheidet sich</numerusform>
        <numerusform>%n Felder unterscheiden sich</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n for you to review</source>
      <translation>
        <numerusform>%n wartet auf Ihre Prüfung</numerusform>
        <numerusform>%n warten auf Ihre Prüfung</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n gap(s)</source>
      <translation>
        <numerusform>%n Lücke</numerusform>
        <numerusform>%n Lücken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hint(s) on this page</source>
      <translation>
        <numerusform>%n Hinweis auf dieser Seite</numerusform>
        <numerusform>%n Hinweise auf dieser Seite</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hit(s)</source>
      <translation>
        <numerusform>%n Treffer</numerusform>
        <numerusform>%n Treffer</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hit(s), but none passes the filters.</source>
      <translation>
        <numerusform>%n Treffer, aber der Filter schließt ihn aus.</numerusform>
        <numerusform>%n Treffer, aber die Filter schließen alle aus.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hour(s) ago</source>
      <translation>
        <numerusform>vor %n Stunde</numerusform>
        <numerusform>vor %n Stunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n invalid area(s) repaired for the computation.</source>
      <translation>
        <numerusform>%n ungültige Fläche wurde für die Berechnung repariert.</numerusform>
        <numerusform>%n ungültige Flächen wurden für die Berechnung repariert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layer(s) examined</source>
      <translation>
        <numerusform>%n Layer geprüft</numerusform>
        <numerusform>%n Layer geprüft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layer(s) have their old source again.</source>
      <translation>
        <numerusform>%n Layer hat wieder seine alte Quelle.</numerusform>
        <numerusform>%n Layer haben wieder ihre alte Quelle.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layer(s) healed.</source>
      <translation>
        <numerusform>%n Layer repariert.</numerusform>
        <numerusform>%n Layer repariert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layer(s) were not added, as the project was closed.</source>
      <translation>
        <numerusform>%n Layer wurde nicht hinzugefügt, weil das Projekt geschlossen wurde.</numerusform>
        <numerusform>%n Layer wurden nicht hinzugefügt, weil das Projekt geschlossen wurde.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layer(s) with findings.</source>
      <translation>
        <numerusform>%n Layer mit Befund.</numerusform>
        <numerusform>%n Layer mit Befund.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n layers are offered.</source>
      <translation>
        <numerusform>Er bietet %n Layer an.</numerusform>
        <numerusform>Er bietet %n Layer an.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n measurement(s)</source>
      <translation>
        <numerusform>%n Messreihe</numerusform>
        <numerusform>%n Messreihen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minute(s) ago</source>
      <translation>
        <numerusform>vor %n Minute</numerusform>
        <numerusform>vor %n Minuten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n weiteres</numerusform>
        <numerusform>%n weitere</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more note(s).</source>
      <translation>
        <numerusform>%n weiterer Hinweis.</numerusform>
        <numerusform>%n weitere Hinweise.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more row(s) did not fit.</source>
      <translation>
        <numerusform>%n weitere Zeile passte nicht.</numerusform>
        <numerusform>%n weitere Zeilen passten nicht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n more …</source>
      <translation>
        <numerusform>%n weiterer …</numerusform>
        <numerusform>%n weitere …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new data set(s).</source>
      <translation>
        <numerusform>%n neuer Datensatz.</numerusform>
        <numerusform>%n neue Datensätze.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new value(s)</source>
      <translation>
        <numerusform>%n neuer Wert</numerusform>
        <numerusform>%n neue Werte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n not complete</source>
      <translation>
        <numerusform>%n unvollständig</numerusform>
        <numerusform>%n unvollständig</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) came as a collection of geometries, which QGIS does not draw. Their points, lines and areas became objects of their own, with all attributes.</source>
      <translation>
        <numerusform>%n Objekt kam als Sammlung von Geometrien, die QGIS nicht zeichnet. Seine Punkte, Linien und Flächen wurden eigene Objekte, mit allen Attributen.</numerusform>
        <numerusform>%n Objekte kamen als Sammlung von Geometrien, die QGIS nicht zeichnet. Ihre Punkte, Linien und Flächen wurden eigene Objekte, mit allen Attributen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) came with a damaged geometry and have none now.</source>
      <translation>
        <numerusform>%n Objekt kam mit beschädigter Geometrie und hat nun keine.</numerusform>
        <numerusform>%n Objekte kamen mit beschädigter Geometrie und haben nun keine.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) have no place in the wanted coordinate system. Choose another one.</source>
      <translation>
        <numerusform>%n Objekt lässt sich im gewünschten Koordinatensystem nicht darstellen. Wählen Sie ein anderes.</numerusform>
        <numerusform>%n Objekte lassen sich im gewünschten Koordinatensystem nicht darstellen. Wählen Sie ein anderes.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) lie at 0, 0: their place is missing in the source.</source>
      <translation>
        <numerusform>%n Objekt liegt bei 0, 0: Sein Ort fehlt in der Quelle.</numerusform>
        <numerusform>%n Objekte liegen bei 0, 0: Ihr Ort fehlt in der Quelle.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) with an invalid geometry, such as an outline that crosses itself: “Fix geometries” in the toolbox mends that.</source>
      <translation>
        <numerusform>%n Objekt mit ungültiger Geometrie, etwa einem Umriss, der sich selbst schneidet: „Geometrien reparieren“ in der Werkzeugkiste behebt das.</numerusform>
        <numerusform>%n Objekte mit ungültiger Geometrie, etwa einem Umriss, der sich selbst schneidet: „Geometrien reparieren“ in der Werkzeugkiste behebt das.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n object(s) without a place: they stand in the table only.</source>
      <translation>
        <numerusform>%n Objekt ohne Ort: Es steht nur in der Tabelle.</numerusform>
        <numerusform>%n Objekte ohne Ort: Sie stehen nur in der Tabelle.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of them new</source>
      <translation>
        <numerusform>%n davon neu</numerusform>
        <numerusform>%n davon neu</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of them yours</source>
      <translation>
        <numerusform>%n davon von Ihnen</numerusform>
        <numerusform>%n davon von Ihnen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of these project(s) are public, but not published yet by the review.</source>
      <translation>
        <numerusform>Davon ist %n Projekt öffentlich, aber noch nicht als veröffentlicht freigegeben.</numerusform>
        <numerusform>Davon sind %n Projekte öffentlich, aber noch nicht als veröffentlicht freigegeben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n open comment(s).</source>
      <translation>
        <numerusform>%n offener Kommentar.</numerusform>
        <numerusform>%n offene Kommentare.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) found.</source>
      <translation>
        <numerusform>%n Fundstelle.</numerusform>
        <numerusform>%n Fundstellen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) found. Nothing was deleted.</source>
      <translation>
        <numerusform>%n Fundstelle. Es wurde nichts gelöscht.</numerusform>
        <numerusform>%n Fundstellen. Es wurde nichts gelöscht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) set. Click on, or end with a right click.</source>
      <translation>
        <numerusform>%n Ort gesetzt. Klicken Sie weiter, oder beenden Sie mit einem Rechtsklick.</numerusform>
        <numerusform>%n Orte gesetzt. Klicken Sie weiter, oder beenden Sie mit einem Rechtsklick.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n places selected: a change applies to all of them</source>
      <translation>
        <numerusform>%n Ort ausgewählt: Eine Änderung gilt für ihn</numerusform>
        <numerusform>%n Orte ausgewählt: Eine Änderung gilt für alle</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project place(s) on the map</source>
      <translation>
        <numerusform>%n Projektort auf der Karte</numerusform>
        <numerusform>%n Projektorte auf der Karte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s)</source>
      <translation>
        <numerusform>%n Projekt</numerusform>
        <numerusform>%n Projekte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) are as they were before.</source>
      <translation>
        <numerusform>%n Projekt ist wieder wie vorher.</numerusform>
        <numerusform>%n Projekte sind wieder wie vorher.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) are missing: their history begins later</source>
      <translation>
        <numerusform>%n Projekt fehlt: sein Verlauf beginnt später</numerusform>
        <numerusform>%n Projekte fehlen: ihr Verlauf beginnt später</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) changed.</source>
      <translation>
        <numerusform>%n Projekt geändert.</numerusform>
        <numerusform>%n Projekte geändert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) found to be still valid, and dated today.</source>
      <translation>
        <numerusform>%n Projekt als noch aktuell bestätigt, Stand heute.</numerusform>
        <numerusform>%n Projekte als noch aktuell bestätigt, Stand heute.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) in the register.</source>
      <translation>
        <numerusform>%n Projekt im Register.</numerusform>
        <numerusform>%n Projekte im Register.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) taken over from “{name}”.</source>
      <translation>
        <numerusform>%n Projekt aus „{name}“ übernommen.</numerusform>
        <numerusform>%n Projekte aus „{name}“ übernommen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) to check again</source>
      <translation>
        <numerusform>%n Projekt ist fällig zur Prüfung</numerusform>
        <numerusform>%n Projekte sind fällig zur Prüfung</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) were changed without an entry in the history</source>
      <translation>
        <numerusform>%n Projekt wurde ohne Eintrag im Verlauf geändert</numerusform>
        <numerusform>%n Projekte wurden ohne Eintrag im Verlauf geändert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) written into “{name}”.</source>
      <translation>
        <numerusform>%n Projekt in „{name}“ geschrieben.</numerusform>
        <numerusform>%n Projekte in „{name}“ geschrieben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n record(s) of the portal could not be read and are missing.</source>
      <translation>
        <numerusform>%n Eintrag des Portals war nicht lesbar und fehlt.</numerusform>
        <numerusform>%n Einträge des Portals waren nicht lesbar und fehlen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) in all</source>
      <translation>
        <numerusform>insgesamt %n Zeile</numerusform>
        <numerusform>insgesamt %n Zeilen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) in the file</source>
      <translation>
        <numerusform>%n Zeile in der Datei</numerusform>
        <numerusform>%n Zeilen in der Datei</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) of the file did not fit and were left out.</source>
      <translation>
        <numerusform>%n Zeile der Datei passte nicht und wurde ausgelassen.</numerusform>
        <numerusform>%n Zeilen der Datei passten nicht und wurden ausgelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n series could not be fetched completely; they go on next time.</source>
      <translation>
        <numerusform>%n Reihe konnte nicht vollständig geholt werden; beim nächsten Mal geht es dort weiter.</numerusform>
        <numerusform>%n Reihen konnten nicht vollständig geholt werden; beim nächsten Mal geht es dort weiter.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n silent</source>
      <translation>
        <numerusform>%n ohne aktuelle Werte</numerusform>
        <numerusform>%n ohne aktuelle Werte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n source note(s) copied.</source>
      <translation>
        <numerusform>%n Quellenvermerk kopiert.</numerusform>
        <numerusform>%n Quellenvermerke kopiert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n station(s)</source>
      <translation>
        <numerusform>%n Station</numerusform>
        <numerusform>%n Stationen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n task(s)</source>
      <translation>
        <numerusform>%n Vorgang</numerusform>
        <numerusform>%n Vorgänge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n time(s) lie in the hour of spring that does not exist in local time: the time zone may be wrong.</source>
      <translation>
        <numerusform>%n Zeitpunkt liegt in der Frühjahrsstunde, die es in Ortszeit nicht gibt: Die Zeitzone ist vielleicht falsch.</numerusform>
        <numerusform>%n Zeitpunkte liegen in der Frühjahrsstunde, die es in Ortszeit nicht gibt: Die Zeitzone ist vielleicht falsch.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n town(s)</source>
      <translation>
        <numerusform>%n Kommune</numerusform>
        <numerusform>%n Kommunen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unreadable record(s) left out</source>
      <translation>
        <numerusform>%n unlesbarer Eintrag ausgelassen</numerusform>
        <numerusform>%n unlesbare Einträge ausgelassen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unsaved draft(s) on this computer name the person; deleting takes them out.</source>
      <translation>
        <numerusform>%n nicht gespeicherter Entwurf auf diesem Rechner nennt die Person; beim Löschen wird sie daraus entfernt.</numerusform>
        <numerusform>%n nicht gespeicherte Entwürfe auf diesem Rechner nennen die Person; beim Löschen wird sie daraus entfernt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unsaved draft(s) that are being edited name the person: save or discard them, then run this again.</source>
      <translation>
        <numerusform>%n Entwurf, der gerade bearbeitet wird, nennt die Person: Speichern oder verwerfen Sie ihn, und starten Sie dies dann noch einmal.</numerusform>
        <numerusform>%n Entwürfe, die gerade bearbeitet werden, nennen die Person: Speichern oder verwerfen Sie sie, und starten Sie dies dann noch einmal.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n value(s)</source>
      <translation>
        <numerusform>%n Wert</numerusform>
        <numerusform>%n Werte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n value(s) of those looked at have another form, so the column stays text.</source>
      <translation>
        <numerusform>%n der betrachteten Werte hat eine andere Form, deshalb bleibt die Spalte Text.</numerusform>
        <numerusform>%n der betrachteten Werte haben eine andere Form, deshalb bleibt die Spalte Text.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n value(s) received</source>
      <translation>
        <numerusform>%n Wert erhalten</numerusform>
        <numerusform>%n Werte erhalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warning(s), show</source>
      <translation>
        <numerusform>%n Warnung, anzeigen</numerusform>
        <numerusform>%n Warnungen, anzeigen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n were in the list already.</source>
      <translation>
        <numerusform>%n stand schon in der Liste.</numerusform>
        <numerusform>%n standen schon in der Liste.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with findings</source>
      <translation>
        <numerusform>%n mit Befund</numerusform>
        <numerusform>%n mit Befund</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Accuracy</source>
      <translation>&amp;Genauigkeit</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Add to chart</source>
      <translation>Zum &amp;Diagramm hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Add to map</source>
      <translation>&amp;Zur Karte hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Address</source>
      <translation>&amp;Adresse</translation>
    </message>
    <message>
      <source>&amp;Address or coordinates</source>
      <translation>&amp;Adresse oder Koordinaten</translation>
    </message>
    <message>
      <source>&amp;Address:</source>
      <translation>&amp;Adresse:</translation>
    </message>
    <message>
      <source>&amp;Apply</source>
      <translation>&amp;Übernehmen</translation>
    </message>
    <message>
      <source>&amp;Area</source>
      <translation>&amp;Gebiet</translation>
    </message>
    <message>
      <source>&amp;Area:</source>
      <translation>&amp;Gebiet:</translation>
    </message>
    <message>
      <source>&amp;Ask the portal</source>
      <translation>Portal &amp;fragen</translation>
    </message>
    <message>
      <source>&amp;Attribution</source>
      <translation>&amp;Quellenvermerk</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>&amp;Backups …</source>
      <translation>&amp;Sicherungen …</translation>
    </message>
    <message>
      <source>&amp;Change …</source>
      <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
      <source>&amp;Check</source>
      <translation>&amp;Prüfen</translation>
    </message>
    <message>
      <source>&amp;Check layers</source>
      <translation>Layer &amp;prüfen</translation>
    </message>
    <message>
      <source>&amp;Check now</source>
      <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
      <source>&amp;Close register</source>
      <translation>Register &amp;schließen</translation>
    </message>
    <message>
      <source>&amp;Column</source>
      <translation>S&amp;palte</translation>
    </message>
    <message>
      <source>&amp;Columns …</source>
      <translation>&amp;Spalten …</translation>
    </message>
    <message>
      <source>&amp;Combine …</source>
      <translation>&amp;Kombinieren …</translation>
    </message>
    <message>
      <source>&amp;Comment</source>
      <translation>&amp;Kommentar</translation>
    </message>
    <message>
      <source>&amp;Comment on the change</source>
      <translation>&amp;Kommentar zur Änderung</translation>
    </message>
    <message>
      <source>&amp;Coordinate system</source>
      <translation>&amp;Koordinatensystem</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>&amp;Copy as text</source>
      <translation>Als Text &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Copy report</source>
      <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Decimal sign</source>
      <translation>&amp;Dezimalzeichen</translation>
    </message>
    <message>
      <source>&amp;Delete …</source>
      <translation>&amp;Löschen …</translation>
    </message>
    <message>
      <source>&amp;Description:</source>
      <translation>&amp;Beschreibung:</translation>
    </message>
    <message>
      <source>&amp;Details</source>
      <translation>&amp;Details</translation>
    </message>
    <message>
      <source>&amp;Details …</source>
      <translation>&amp;Einzelheiten …</translation>
    </message>
    <message>
      <source>&amp;Discard my change …</source>
      <translation>Meine Änderung &amp;verwerfen …</translation>
    </message>
    <message>
      <source>&amp;Done</source>
      <translation>E&amp;rledigt</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Herunterladen</translation>
    </message>
    <message>
      <source>&amp;Duplicate</source>
      <translation>&amp;Duplizieren</translation>
    </message>
    <message>
      <source>&amp;E-mail:</source>
      <translation>&amp;E-Mail:</translation>
    </message>
    <message>
      <source>&amp;Each feature is a place</source>
      <translation>&amp;Jedes Objekt ist ein Ort</translation>
    </message>
    <message>
      <source>&amp;East or longitude (column or number)</source>
      <translation>&amp;Ost oder Länge (Spalte oder Zahl)</translation>
    </message>
    <message>
      <source>&amp;Edit …</source>
      <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
      <source>&amp;Encoding</source>
      <translation>Kod&amp;ierung</translation>
    </message>
    <message>
      <source>&amp;Evaluate</source>
      <translation>&amp;Auswerten</translation>
    </message>
    <message>
      <source>&amp;Export</source>
      <translation>&amp;Ausgeben</translation>
    </message>
    <message>
      <source>&amp;Export …</source>
      <translation>E&amp;xportieren …</translation>
    </message>
    <message>
      <source>&amp;Fetch now</source>
      <translation>Jetzt h&amp;olen</translation>
    </message>
    <message>
      <source>&amp;Field</source>
      <translation>&amp;Feld</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Filter</source>
      <translation>&amp;Filter</translation>
    </message>
    <message>
      <source>&amp;Filter ({number})</source>
      <translation>&amp;Filter ({number})</translation>
    </message>
    <message>
      <source>&amp;Finish</source>
      <translation>&amp;Fertig</translation>
    </message>
    <message>
      <source>&amp;Format</source>
      <translation>&amp;Format</translation>
    </message>
    <message>
      <source>&amp;Format:</source>
      <translation>F&amp;ormat:</translation>
    </message>
    <message>
      <source>&amp;Go back to it …</source>
      <translation>&amp;Wiederherstellen …</translation>
    </message>
    <message>
      <source>&amp;Go on drawing</source>
      <translation>&amp;Weiterzeichnen</translation>
    </message>
    <message>
      <source>&amp;Go to field</source>
      <translation>&amp;Zum Feld</translation>
    </message>
    <message>
      <source>&amp;Head in line</source>
      <translation>&amp;Kopf in Zeile</translation>
    </message>
    <message>
      <source>&amp;Heal chosen layers</source>
      <translation>Ausgewählte &amp;reparieren</translation>
    </message>
    <message>
      <source>&amp;Heat in town and country …</source>
      <translation>&amp;Hitze in Stadt und Umland …</translation>
    </message>
    <message>
      <source>&amp;Hide</source>
      <translation>&amp;Ausblenden</translation>
    </message>
    <message>
      <source>&amp;INTERN: everything, for your own use only</source>
      <translation>&amp;INTERN: alles, nur für den eigenen Gebrauch</translation>
    </message>
    <message>
      <source>&amp;Import</source>
      <translation>&amp;Übernehmen</translation>
    </message>
    <message numerus="yes">
      <source>&amp;Import %n project(s)</source>
      <translation>
        <numerusform>%n Projekt &amp;übernehmen</numerusform>
        <numerusform>%n Projekte &amp;übernehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Import …</source>
      <translation>&amp;Importieren …</translation>
    </message>
    <message>
      <source>&amp;Judge anew</source>
      <translation>&amp;Neu beurteilen</translation>
    </message>
    <message>
      <source>&amp;Keywords:</source>
      <translation>&amp;Schlagwörter:</translation>
    </message>
    <message>
      <source>&amp;Kind</source>
      <translation>&amp;Art</translation>
    </message>
    <message>
      <source>&amp;Kind:</source>
      <translation>A&amp;rt:</translation>
    </message>
    <message>
      <source>&amp;Layer</source>
      <translation>&amp;Layer</translation>
    </message>
    <message>
      <source>&amp;Layers:</source>
      <translation>&amp;Layer:</translation>
    </message>
    <message>
      <source>&amp;Layouts and reports of the project:</source>
      <translation>&amp;Layouts und Berichte des Projekts:</translation>
    </message>
    <message>
      <source>&amp;Level:</source>
      <translation>E&amp;bene:</translation>
    </message>
    <message>
      <source>&amp;Lines of the head</source>
      <translation>Kop&amp;fzeilen</translation>
    </message>
    <message>
      <source>&amp;Load stations</source>
      <translation>Stationen &amp;laden</translation>
    </message>
    <message>
      <source>&amp;Log-in</source>
      <translation>Anme&amp;ldung</translation>
    </message>
    <message>
      <source>&amp;Look at it</source>
      <translation>&amp;Ansehen</translation>
    </message>
    <message>
      <source>&amp;Mine</source>
      <translation>&amp;Meine</translation>
    </message>
    <message>
      <source>&amp;Minutes between two refreshes</source>
      <translation>&amp;Minuten zwischen zwei Abrufen</translation>
    </message>
    <message>
      <source>&amp;Months, seasons, years …</source>
      <translation>&amp;Monate, Jahreszeiten, Jahre …</translation>
    </message>
    <message>
      <source>&amp;Municipalities:</source>
      <translation>&amp;Kommunen:</translation>
    </message>
    <message>
      <source>&amp;Name:</source>
      <translation>&amp;Name:</translation>
    </message>
    <message>
      <source>&amp;New layout</source>
      <translation>&amp;Neues Layout</translation>
    </message>
    <message>
      <source>&amp;New register …</source>
      <translation>&amp;Neues Register …</translation>
    </message>
    <message>
      <source>&amp;Next</source>
      <translation>&amp;Weiter</translation>
    </message>
    <message>
      <source>&amp;North or latitude (column or number)</source>
      <translation>&amp;Nord oder Breite (Spalte oder Zahl)</translation>
    </message>
    <message>
      <source>&amp;North, latitude</source>
      <translation>Nord, &amp;Breite</translation>
    </message>
    <message>
      <source>&amp;Notation:</source>
      <translation>&amp;Notation:</translation>
    </message>
    <message>
      <source>&amp;Note:</source>
      <translation>Noti&amp;z:</translation>
    </message>
    <message>
      <source>&amp;Only areas in: {name}</source>
      <translation>&amp;Nur Flächen in: {name}</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>Öff&amp;nen</translation>
    </message>
    <message>
      <source>&amp;Open licence</source>
      <translation>&amp;Offene Lizenz</translation>
    </message>
    <message>
      <source>&amp;Open project</source>
      <translation>Pro&amp;jekt öffnen</translation>
    </message>
    <message>
      <source>&amp;Open register …</source>
      <translation>Register ö&amp;ffnen …</translation>
    </message>
    <message>
      <source>&amp;Operator:</source>
      <translation>&amp;Betreiber:</translation>
    </message>
    <message>
      <source>&amp;Organisations</source>
      <translation>&amp;Organisationen</translation>
    </message>
    <message>
      <source>&amp;Other</source>
      <translation>An&amp;dere</translation>
    </message>
    <message>
      <source>&amp;Own groups: one per line, words separated by commas</source>
      <translation>&amp;Eigene Gruppen: eine je Zeile, Wörter mit Komma getrennt</translation>
    </message>
    <message>
      <source>&amp;Places from</source>
      <translation>&amp;Orte aus</translation>
    </message>
    <message>
      <source>&amp;Play values on the map …</source>
      <translation>Werte auf der Karte ab&amp;spielen …</translation>
    </message>
    <message>
      <source>&amp;Portal:</source>
      <translation>&amp;Portal:</translation>
    </message>
    <message>
      <source>&amp;Public part, for everybody</source>
      <translation>Öffent&amp;licher Teil, für alle</translation>
    </message>
    <message>
      <source>&amp;Publisher:</source>
      <translation>&amp;Herausgeber:</translation>
    </message>
    <message>
      <source>&amp;Put into layout</source>
      <translation>&amp;Ins Layout einfügen</translation>
    </message>
    <message>
      <source>&amp;Quantities</source>
      <translation>&amp;Messgrößen</translation>
    </message>
    <message>
      <source>&amp;Read in …</source>
      <translation>E&amp;inlesen …</translation>
    </message>
    <message>
      <source>&amp;Read own themes …</source>
      <translation>&amp;Eigene Themen einlesen …</translation>
    </message>
    <message>
      <source>&amp;Reference system</source>
      <translation>Koordinatens&amp;ystem</translation>
    </message>
    <message>
      <source>&amp;Refresh</source>
      <translation>Akt&amp;ualisieren</translation>
    </message>
    <message>
      <source>&amp;Refresh the copy on the map</source>
      <translation>Kopie auf der Karte &amp;aktualisieren</translation>
    </message>
    <message>
      <source>&amp;Refresh this source by itself</source>
      <translation>Diese Quelle von &amp;selbst aktualisieren</translation>
    </message>
    <message>
      <source>&amp;Reload</source>
      <translation>Neu &amp;laden</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Remove place</source>
      <translation>Ort &amp;entfernen</translation>
    </message>
    <message>
      <source>&amp;Reopen</source>
      <translation>Wieder ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;Resources</source>
      <translation>&amp;Ressourcen</translation>
    </message>
    <message>
      <source>&amp;Restore …</source>
      <translation>&amp;Wiederherstellen …</translation>
    </message>
    <message>
      <source>&amp;Results in this project</source>
      <translation>&amp;Ergebnisse in diesem Projekt</translation>
    </message>
    <message>
      <source>&amp;Save list …</source>
      <translation>Liste &amp;speichern …</translation>
    </message>
    <message>
      <source>&amp;Save report …</source>
      <translation>Bericht &amp;speichern …</translation>
    </message>
    <message>
      <source>&amp;Save template …</source>
      <translation>&amp;Vorlage speichern …</translation>
    </message>
    <message>
      <source>&amp;Save …</source>
      <translation>Speic&amp;hern …</translation>
    </message>
    <message>
      <source>&amp;Schema</source>
      <translation>&amp;Schema</translation>
    </message>
    <message>
      <source>&amp;Search</source>
      <translation>&amp;Suchen</translation>
    </message>
    <message>
      <source>&amp;Search for</source>
      <translation>&amp;Suchen nach</translation>
    </message>
    <message>
      <source>&amp;Send</source>
      <translation>&amp;Senden</translation>
    </message>
    <message>
      <source>&amp;Send to the device …</source>
      <translation>An das Gerät &amp;senden …</translation>
    </message>
    <message>
      <source>&amp;Sheet or layer</source>
      <translation>&amp;Blatt oder Layer</translation>
    </message>
    <message>
      <source>&amp;Show hidden ones</source>
      <translation>Ausgeblen&amp;dete zeigen</translation>
    </message>
    <message>
      <source>&amp;Show what has changed since</source>
      <translation>Änderungen &amp;seitdem zeigen</translation>
    </message>
    <message>
      <source>&amp;Snapping</source>
      <translation>&amp;Einrasten</translation>
    </message>
    <message>
      <source>&amp;Sort by</source>
      <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
      <source>&amp;Source</source>
      <translation>&amp;Quelle</translation>
    </message>
    <message>
      <source>&amp;Start “{name}” …</source>
      <translation>„{name}“ &amp;starten …</translation>
    </message>
    <message>
      <source>&amp;Start …</source>
      <translation>&amp;Starten …</translation>
    </message>
    <message>
      <source>&amp;Table only</source>
      <translation>Nur &amp;Tabelle</translation>
    </message>
    <message>
      <source>&amp;Take back an import or a join …</source>
      <translation>Einlesen oder Zusammenführen &amp;rückgängig machen …</translation>
    </message>
    <message>
      <source>&amp;Take over</source>
      <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
      <source>&amp;Test</source>
      <translation>&amp;Prüfen</translation>
    </message>
    <message>
      <source>&amp;Thresholds of the checks …</source>
      <translation>S&amp;chwellen der Prüfung …</translation>
    </message>
    <message>
      <source>&amp;Time</source>
      <translation>&amp;Zeit</translation>
    </message>
    <message>
      <source>&amp;Title*:</source>
      <translation>&amp;Titel*:</translation>
    </message>
    <message>
      <source>&amp;To</source>
      <translation>&amp;Bis</translation>
    </message>
    <message>
      <source>&amp;Try a name with its unit</source>
      <translation>Namen mit Einheit &amp;ausprobieren</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>Rück&amp;gängig machen</translation>
    </message>
    <message>
      <source>&amp;Update</source>
      <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
      <source>&amp;Upload …</source>
      <translation>Ho&amp;chladen …</translation>
    </message>
    <message>
      <source>&amp;Visibility</source>
      <translation>&amp;Sichtbarkeit</translation>
    </message>
    <message>
      <source>&amp;Visible layers:</source>
      <translation>&amp;Sichtbare Layer:</translation>
    </message>
    <message>
      <source>&amp;Wesel, Unna … are</source>
      <translation>&amp;Wesel, Unna … sind</translation>
    </message>
    <message>
      <source>&amp;What is missing:</source>
      <translation>&amp;Was noch fehlt:</translation>
    </message>
    <message>
      <source>&amp;Which projects</source>
      <translation>&amp;Welche Projekte</translation>
    </message>
    <message>
      <source>&amp;Zoom</source>
      <translation>Hin&amp;zoomen</translation>
    </message>
    <message numerus="yes">
      <source>(and %n more)</source>
      <translation>
        <numerusform>(und %n weiterer Grund)</numerusform>
        <numerusform>(und %n weitere Gründe)</numerusform>
      </translation>
    </message>
    <message>
      <source>(data changed)</source>
      <translation>(Daten verändert)</translation>
    </message>
    <message>
      <source>(data changed: {method})</source>
      <translation>(Daten verändert: {method})</translation>
    </message>
    <message>
      <source>(no title)</source>
      <translation>(ohne Titel)</translation>
    </message>
    <message>
      <source>,</source>
      <comment>thousands separator</comment>
      <translation>.</translation>
    </message>
    <message>
      <source>0 writes all.</source>
      <translation>0 schreibt alle.</translation>
    </message>
    <message>
      <source>1 year</source>
      <translation>1 Jahr</translation>
    </message>
    <message>
      <source>24 h</source>
      <translation>24 h</translation>
    </message>
    <message>
      <source>30 days</source>
      <translation>30 Tage</translation>
    </message>
    <message>
      <source>7 days</source>
      <translation>7 Tage</translation>
    </message>
    <message>
      <source>A chart has room for {count} series. Remove some first.</source>
      <translation>In ein Diagramm passen {count} Reihen. Entfernen Sie erst welche.</translation>
    </message>
    <message>
      <source>A chart has two axes, hence room for two units: {units}. Remove a series first.</source>
      <translation>Ein Diagramm hat zwei Achsen, also Platz für zwei Einheiten: {units}. Entfernen Sie erst eine Reihe.</translation>
    </message>
    <message>
      <source>A completed project needs its actual end.</source>
      <translation>Für ein abgeschlossenes Projekt muss das tatsächliche Ende angegeben sein.</translation>
    </message>
    <message>
      <source>A contact needs an e-mail address or a web page (convention 01).</source>
      <translation>Ein Kontakt braucht eine E-Mail-Adresse oder eine Webseite (Konvention 01).</translation>
    </message>
    <message>
      <source>A corner lies where EPSG:25832 has no place. Move it back.</source>
      <translation>Eine Ecke liegt außerhalb dessen, was EPSG:25832 abbildet. Schieben Sie sie zurück.</translation>
    </message>
    <message>
      <source>A cross is read as yes.</source>
      <translation>Ein Kreuz wird als Ja gelesen.</translation>
    </message>
    <message>
      <source>A date without a time holds up to the end of that day. Empty: up to the last value.</source>
      <translation>Ein Datum ohne Uhrzeit gilt bis zum Ende des Tages. Leer: bis zum letzten Wert.</translation>
    </message>
    <message>
      <source>A double click opens it on the shelf in the room “Data”.</source>
      <translation>Ein Doppelklick öffnet den Eintrag auf der Merkliste im Bereich „Daten“.</translation>
    </message>
    <message>
      <source>A file beside or below the register, so that it is found on other computers, too.</source>
      <translation>Eine Datei neben oder unter dem Register, damit sie auch auf anderen Rechnern gefunden wird.</translation>
    </message>
    <message>
      <source>A file made by “Fetch observations” or by the room “Sensors”.</source>
      <translation>Eine Datei, die mit „Messwerte holen“ oder im Raum „Sensoren“ entstanden ist.</translation>
    </message>
    <message>
      <source>A geometry of the kind “{kind}” cannot be a place.</source>
      <translation>Eine Geometrie der Art „{kind}“ kann kein Ort sein.</translation>
    </message>
    <message>
      <source>A line for each month, 1 to 12, in the quantity's unit. Empty: none.</source>
      <translation>Eine Zeile für jeden Monat, 1 bis 12, in der Einheit der Messgröße. Leer: keine.</translation>
    </message>
    <message>
      <source>A line has no name. Write down what the source calls the measurement, or remove the line.</source>
      <translation>Eine Zeile hat keinen Namen. Tragen Sie ein, wie die Quelle die Messgröße nennt, oder entfernen Sie die Zeile.</translation>
    </message>
    <message>
      <source>A line needs at least two points.</source>
      <translation>Eine Linie braucht mindestens zwei Punkte.</translation>
    </message>
    <message>
      <source>A new file, or one to which the values are added.</source>
      <translation>Eine neue Datei oder eine, zu der die Werte hinzukommen.</translation>
    </message>
    <message>
      <source>A parameter of “{name}” is not understood: {reason}.</source>
      <translation>Eine Angabe von „{name}“ ist nicht zu verstehen: {reason}.</translation>
    </message>
    <message>
      <source>A part of the index is of {date}.</source>
      <translation>Ein Teil des Index hat den Stand {date}.</translation>
    </message>
    <message>
      <source>A part of the record has arrived, which counts only when you save again; nothing will be there twice.</source>
      <translation>Ein Teil des Datensatzes ist angekommen; er zählt erst, wenn Sie erneut speichern. Nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
      <source>A person is named without consent. Ask for it, or name a function mailbox instead.</source>
      <translation>Eine Person ist ohne Einwilligung genannt. Bitte die Einwilligung einholen oder ein Funktionspostfach angeben.</translation>
    </message>
    <message>
      <source>A place does not lie where its coordinate reference system is valid.</source>
      <translation>Ein Ort liegt außerhalb des Bereichs, in dem sein Koordinatenreferenzsystem gilt.</translation>
    </message>
    <message>
      <source>A place has a position that is no number. Set the place again.</source>
      <translation>Die Lage eines Ortes ist keine gültige Koordinate. Bitte den Ort neu setzen.</translation>
    </message>
    <message>
      <source>A project cannot be related to itself.</source>
      <translation>Ein Projekt kann nicht mit sich selbst in Beziehung stehen.</translation>
    </message>
    <message>
      <source>A project in operation is at least in the phase “{phase}”.</source>
      <translation>Ein Projekt in Betrieb muss mindestens in der Phase „{phase}“ sein.</translation>
    </message>
    <message>
      <source>A project is returned with a comment that says why. Please write one.</source>
      <translation>Zu einem zurückgegebenen Projekt gehört ein Kommentar mit dem Grund. Bitte einen schreiben.</translation>
    </message>
    <message>
      <source>A pseudonym takes the place of the person's name as editor.</source>
      <translation>An die Stelle des Namens als Bearbeiter tritt ein Pseudonym.</translation>
    </message>
    <message>
      <source>A published project must be public. Change the visibility or the review state.</source>
      <translation>Ein veröffentlichtes Projekt muss öffentlich sein. Bitte Sichtbarkeit oder Freigabestatus ändern.</translation>
    </message>
    <message>
      <source>A quotation mark in this row is opened and never closed.</source>
      <translation>Ein Anführungszeichen in dieser Zeile wird geöffnet und nie geschlossen.</translation>
    </message>
    <message>
      <source>A quotation mark is opened and never closed.</source>
      <translation>Ein Anführungszeichen wird geöffnet und nie geschlossen.</translation>
    </message>
    <message>
      <source>A raster file with values, for example temperature, height or noise level.</source>
      <translation>Eine Rasterdatei mit Werten, zum Beispiel Temperatur, Höhe oder Lärmpegel.</translation>
    </message>
    <message>
      <source>A register behind a web service is made by its operator, not from here. Make a GeoPackage or a database, and let the service publish it.</source>
      <translation>Ein Register hinter einem Webdienst legt dessen Betreiber an, nicht dieses Programm. Legen Sie ein GeoPackage oder eine Datenbank an und lassen Sie den Dienst es veröffentlichen.</translation>
    </message>
    <message>
      <source>A register cannot be synchronised with itself. Choose two registers.</source>
      <translation>Ein Register lässt sich nicht mit sich selbst abgleichen. Wählen Sie zwei Register.</translation>
    </message>
    <message>
      <source>A register of the past can only be read.</source>
      <translation>Ein Register der Vergangenheit kann nur gelesen werden.</translation>
    </message>
    <message>
      <source>A row is the project of the same id, code, or title and municipality; otherwise it is new. An import adds and changes, it never takes anything away: empty cells and missing columns leave what the register holds. Rows with errors are rejected and listed in the report, all others are saved together or not at all. With DRY_RUN nothing is saved.</source>
      <translation>Eine Zeile gehört zum Projekt mit derselben id, derselben Kennung oder demselben Titel in derselben Kommune; sonst ist sie neu. Ein Import ergänzt und ändert, er nimmt nie etwas weg: Leere Zellen und fehlende Spalten lassen stehen, was das Register enthält. Zeilen mit Fehlern werden abgelehnt und stehen im Bericht, alle anderen werden gemeinsam gespeichert oder gar nicht. Mit DRY_RUN wird nichts gespeichert.</translation>
    </message>
    <message>
      <source>A sheet or layer is named behind the file: liste.xlsx|layername=Projekte. Else the first sheet with a column of titles is read, or all layers.</source>
      <translation>Ein Blatt oder Layer steht hinter der Datei: liste.xlsx|layername=Projekte. Sonst wird das erste Blatt mit einer Titelspalte gelesen, oder alle Layer.</translation>
    </message>
    <message>
      <source>A temporary report lasts until QGIS is closed; qgis_process keeps only one whose file is named.</source>
      <translation>Ein temporärer Bericht bleibt, bis QGIS geschlossen wird; qgis_process behält nur einen, für den eine Datei genannt ist.</translation>
    </message>
    <message>
      <source>A text holds characters that cannot be stored. Type it again instead of pasting it.</source>
      <translation>Ein Text enthält Zeichen, die sich nicht speichern lassen. Bitte eintippen statt einfügen.</translation>
    </message>
    <message>
      <source>A text of the source holds characters that cannot be stored.</source>
      <translation>Ein Text der Quelle enthält Zeichen, die sich nicht speichern lassen.</translation>
    </message>
    <message>
      <source>A unit decides where a name can mean several things.</source>
      <translation>Kann ein Name mehreres bedeuten, entscheidet die Einheit.</translation>
    </message>
    <message>
      <source>A wind rose has 8, 12, 16 or 36 sectors, not {count}.</source>
      <translation>Eine Windrose hat 8, 12, 16 oder 36 Sektoren, nicht {count}.</translation>
    </message>
    <message>
      <source>AGS (8 digits), key of a district (5 digits) or name; several are separated by commas.</source>
      <translation>AGS (8 Stellen), Kreisschlüssel (5 Stellen) oder Name; mehrere werden mit Komma getrennt.</translation>
    </message>
    <message>
      <source>Ab&amp;out</source>
      <translation>Ü&amp;ber</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>Actual end</source>
      <translation>Tatsächliches Ende</translation>
    </message>
    <message>
      <source>Actual start</source>
      <translation>Tatsächlicher Beginn</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
      <source>Add %n unknown one(s)</source>
      <translation>
        <numerusform>%n unbekannten hinzufügen</numerusform>
        <numerusform>%n unbekannte hinzufügen</numerusform>
      </translation>
    </message>
    <message>
      <source>Add &amp;geo service …</source>
      <translation>&amp;Geodienst hinzufügen …</translation>
    </message>
    <message>
      <source>Add &amp;portal</source>
      <translation>Portal &amp;hinzufügen</translation>
    </message>
    <message>
      <source>Add &amp;portal …</source>
      <translation>&amp;Portal hinzufügen …</translation>
    </message>
    <message>
      <source>Add a catalogue</source>
      <translation>Katalog hinzufügen</translation>
    </message>
    <message>
      <source>Add a geo service</source>
      <translation>Geodienst hinzufügen</translation>
    </message>
    <message>
      <source>Add a place by address or coordinates</source>
      <translation>Ort mit Adresse oder Koordinaten hinzufügen</translation>
    </message>
    <message>
      <source>Add a portal by its address</source>
      <translation>Portal über seine Adresse hinzufügen</translation>
    </message>
    <message>
      <source>Add as live layer</source>
      <translation>Als Live-Layer hinzufügen</translation>
    </message>
    <message>
      <source>Add contact</source>
      <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
      <source>Add data set</source>
      <translation>Datensatz hinzufügen</translation>
    </message>
    <message>
      <source>Add document</source>
      <translation>Dokument hinzufügen</translation>
    </message>
    <message>
      <source>Add funding</source>
      <translation>Förderung hinzufügen</translation>
    </message>
    <message>
      <source>Add indicator</source>
      <translation>Kennzahl hinzufügen</translation>
    </message>
    <message>
      <source>Add milestone</source>
      <translation>Meilenstein hinzufügen</translation>
    </message>
    <message>
      <source>Add municipality</source>
      <translation>Kommune hinzufügen</translation>
    </message>
    <message>
      <source>Add organisation</source>
      <translation>Organisation hinzufügen</translation>
    </message>
    <message>
      <source>Add partner</source>
      <translation>Partner hinzufügen</translation>
    </message>
    <message>
      <source>Add programme</source>
      <translation>Programm hinzufügen</translation>
    </message>
    <message>
      <source>Add relation</source>
      <translation>Beziehung hinzufügen</translation>
    </message>
    <message>
      <source>Add sensor</source>
      <translation>Sensor hinzufügen</translation>
    </message>
    <message>
      <source>Add source notes</source>
      <translation>Quellenvermerke einfügen</translation>
    </message>
    <message>
      <source>Add strategy</source>
      <translation>Strategie hinzufügen</translation>
    </message>
    <message>
      <source>Add the &amp;copy to the map</source>
      <translation>&amp;Kopie zur Karte hinzufügen</translation>
    </message>
    <message>
      <source>Add them to the project</source>
      <translation>Zum Projekt hinzufügen</translation>
    </message>
    <message>
      <source>Add to &amp;map</source>
      <translation>Zur &amp;Karte hinzufügen</translation>
    </message>
    <message>
      <source>Add to collection</source>
      <translation>Zu Sammlung hinzufügen</translation>
    </message>
    <message>
      <source>Add to favourites</source>
      <translation>Zu den Favoriten hinzufügen</translation>
    </message>
    <message>
      <source>Add to map</source>
      <translation>Zur Karte hinzufügen</translation>
    </message>
    <message>
      <source>Add to map, checked</source>
      <translation>Geprüft zur Karte hinzufügen</translation>
    </message>
    <message>
      <source>Add value</source>
      <translation>Wert hinzufügen</translation>
    </message>
    <message>
      <source>Add&amp;ress of the file*:</source>
      <translation>&amp;Adresse der Datei*:</translation>
    </message>
    <message>
      <source>Adding the live layer</source>
      <translation>Live-Layer wird hinzugefügt</translation>
    </message>
    <message>
      <source>Addr&amp;ess:</source>
      <translation>&amp;Adresse:</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address checked</source>
      <translation>Adresse geprüft</translation>
    </message>
    <message>
      <source>Address of a &amp;SensorThings service</source>
      <translation>Adresse eines &amp;SensorThings-Dienstes</translation>
    </message>
    <message>
      <source>Address of a SensorThings service</source>
      <translation>Adresse eines SensorThings-Dienstes</translation>
    </message>
    <message>
      <source>Address of a portal or a service, or a DCAT-AP file (RDF/XML, JSON-LD, Turtle).</source>
      <translation>Adresse eines Portals oder Dienstes oder eine DCAT-AP-Datei (RDF/XML, JSON-LD, Turtle).</translation>
    </message>
    <message>
      <source>Address of a service or of a file, or the path of a file or folder.</source>
      <translation>Adresse eines Dienstes oder einer Datei oder der Pfad einer Datei oder eines Ordners.</translation>
    </message>
    <message>
      <source>Address of the SensorThings service up to its version, e.g. https://…/v1.1.</source>
      <translation>Adresse des SensorThings-Dienstes bis zur Version, z. B. https://…/v1.1.</translation>
    </message>
    <message>
      <source>Address of the catalogue, e.g. https://opendata.ruhr.</source>
      <translation>Adresse des Katalogs, z. B. https://opendata.ruhr.</translation>
    </message>
    <message>
      <source>Address of the service</source>
      <translation>Adresse des Dienstes</translation>
    </message>
    <message>
      <source>Address of the service or file</source>
      <translation>Adresse des Dienstes oder der Datei</translation>
    </message>
    <message>
      <source>Address on the web</source>
      <translation>Internetadresse</translation>
    </message>
    <message>
      <source>Address or file</source>
      <translation>Adresse oder Datei</translation>
    </message>
    <message>
      <source>Addresses are not looked up until you choose a service. What you search for is then sent to it, each time you press “Search”; nothing else is. The options hold your choice.</source>
      <translation>Adressen werden erst gesucht, wenn Sie einen Dienst wählen. Jedes Mal, wenn Sie „Suchen“ drücken, geht dann der eingegebene Text an diesen Dienst, sonst nichts. Ihre Wahl steht in den Optionen.</translation>
    </message>
    <message>
      <source>Adds to each area the number, sum, mean, minimum, maximum and standard deviation of the raster cells in it, for example the mean summer temperature per district from a climate analysis.</source>
      <translation>Ergänzt jede Fläche um Anzahl, Summe, Mittelwert, Minimum, Maximum und Standardabweichung der Rasterzellen darin, zum Beispiel die mittlere Sommertemperatur je Stadtbezirk aus einer Klimaanalyse.</translation>
    </message>
    <message>
      <source>Administrative level</source>
      <translation>Verwaltungsebene</translation>
    </message>
    <message>
      <source>Adopted on</source>
      <translation>Beschlossen am</translation>
    </message>
    <message>
      <source>Advanced &amp;digitising panel</source>
      <translation>Erweiterte &amp;Digitalisierung</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>Air temp. 2m [°C]</source>
      <translation>Lufttemp. 2m [°C]</translation>
    </message>
    <message>
      <source>Air temperature</source>
      <translation>Lufttemperatur</translation>
    </message>
    <message>
      <source>All</source>
      <comment>period</comment>
      <translation>Alles</translation>
    </message>
    <message>
      <source>All (%)</source>
      <translation>Alle (%)</translation>
    </message>
    <message>
      <source>All catalogues (index)</source>
      <translation>Alle Kataloge (Index)</translation>
    </message>
    <message>
      <source>All columns are text; the words of this line do not recur below.</source>
      <translation>Alle Spalten sind Text; die Wörter dieser Zeile kommen darunter nicht wieder vor.</translation>
    </message>
    <message>
      <source>All costs including staff and the own share, gross, over the whole duration.</source>
      <translation>Alle Kosten einschließlich Personal und Eigenanteil, brutto, über die ganze Laufzeit.</translation>
    </message>
    <message>
      <source>All details, or a new entry (F4)</source>
      <translation>Alle Angaben oder ein neuer Eintrag (F4)</translation>
    </message>
    <message>
      <source>All fields</source>
      <translation>Alle Felder</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
    </message>
    <message>
      <source>All layers together</source>
      <translation>Alle Layer zusammen</translation>
    </message>
    <message>
      <source>All measurements</source>
      <translation>Alle Messgrößen</translation>
    </message>
    <message>
      <source>All mi&amp;ne</source>
      <translation>Alle mei&amp;ne</translation>
    </message>
    <message numerus="yes">
      <source>All of the register (%n)</source>
      <translation>
        <numerusform>Das ganze Register (%n)</numerusform>
        <numerusform>Das ganze Register (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>All of them are &amp;one place (points stay single)</source>
      <translation>Alle zusammen sind &amp;ein Ort (Punkte bleiben einzeln)</translation>
    </message>
    <message>
      <source>All of them are dated today already.</source>
      <translation>Alle haben schon den heutigen Stand.</translation>
    </message>
    <message>
      <source>All off</source>
      <translation>Alle weg</translation>
    </message>
    <message>
      <source>All othe&amp;rs</source>
      <translation>Alle ande&amp;ren</translation>
    </message>
    <message>
      <source>All people</source>
      <translation>Alle Personen</translation>
    </message>
    <message>
      <source>All records</source>
      <translation>Alle Datensätze</translation>
    </message>
    <message>
      <source>All special characters are valid UTF-8.</source>
      <translation>Alle Sonderzeichen sind gültiges UTF-8.</translation>
    </message>
    <message numerus="yes">
      <source>Already there: %n data set(s).</source>
      <translation>
        <numerusform>Schon vorhanden: %n Datensatz.</numerusform>
        <numerusform>Schon vorhanden: %n Datensätze.</numerusform>
      </translation>
    </message>
    <message>
      <source>Also as editor</source>
      <translation>Auch als Bearbeiter</translation>
    </message>
    <message>
      <source>Amount (€)</source>
      <translation>Betrag (€)</translation>
    </message>
    <message>
      <source>An adopted strategy says when it was adopted.</source>
      <translation>Eine verabschiedete Strategie nennt den Tag, an dem sie verabschiedet wurde.</translation>
    </message>
    <message>
      <source>An area needs at least three corners.</source>
      <translation>Eine Fläche braucht mindestens drei Ecken.</translation>
    </message>
    <message>
      <source>An estimate of the work done, not of the money spent.</source>
      <translation>Geschätzter Anteil der erledigten Arbeit, nicht des ausgegebenen Geldes.</translation>
    </message>
    <message>
      <source>An unexpected error occurred ({kind}). The details are in the log; please report it.</source>
      <translation>Ein unerwarteter Fehler ist aufgetreten ({kind}). Einzelheiten stehen im Protokoll; bitte melden Sie ihn.</translation>
    </message>
    <message>
      <source>Analyses</source>
      <translation>Analysen</translation>
    </message>
    <message>
      <source>Another QGIS is changing the list of catalogues. Try again in a moment.</source>
      <translation>Ein anderes QGIS ändert gerade die Liste der Kataloge. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>Another program holds the index locked. Close other QGIS windows and try again.</source>
      <translation>Ein anderes Programm hält den Index gesperrt. Schließen Sie andere QGIS-Fenster und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Another program uses the copy of this file. Close it there and try again.</source>
      <translation>Ein anderes Programm benutzt die Kopie dieser Datei. Schließen Sie sie dort und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Another project of this register, by a part of its title.</source>
      <translation>Ein anderes Projekt dieses Registers, gesucht über einen Teil des Titels.</translation>
    </message>
    <message>
      <source>Any address of the service will do: of its capabilities, its landing page, a collection, or a file.</source>
      <translation>Jede Adresse des Dienstes genügt: die der Capabilities, der Startseite, einer Collection oder einer Datei.</translation>
    </message>
    <message>
      <source>Applications from</source>
      <translation>Anträge ab</translation>
    </message>
    <message>
      <source>Applications until</source>
      <translation>Anträge bis</translation>
    </message>
    <message>
      <source>Applications were possible until {day}.</source>
      <translation>Anträge waren bis zum {day} möglich.</translation>
    </message>
    <message>
      <source>Applies the rules of the register to every project and to the master data: required statements, dates, states, places, addresses, consent, duplicates, overdue checks. Each finding is a row with its severity (error, warning, reminder), the id of the rule, the field and a sentence.</source>
      <translation>Wendet die Regeln des Registers auf jedes Projekt und auf die Stammdaten an: Pflichtangaben, Daten, Stände, Orte, Adressen, Einwilligungen, Dubletten, überfällige Prüfungen. Jeder Befund ist eine Zeile mit seiner Schwere (error, warning, reminder), der Kennung der Regel, dem Feld und einem Satz.</translation>
    </message>
    <message>
      <source>Apply from</source>
      <translation>Antrag ab</translation>
    </message>
    <message>
      <source>Apply until</source>
      <translation>Antrag bis</translation>
    </message>
    <message>
      <source>Apply what is &amp;decided</source>
      <translation>Entsch&amp;iedenes übernehmen</translation>
    </message>
    <message>
      <source>Ar&amp;ea</source>
      <translation>&amp;Fläche</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archivieren</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>Gebiet</translation>
    </message>
    <message>
      <source>Area on the map</source>
      <translation>Fläche auf der Karte</translation>
    </message>
    <message>
      <source>Area: {name}</source>
      <translation>Gebiet: {name}</translation>
    </message>
    <message>
      <source>Areas</source>
      <translation>Flächen</translation>
    </message>
    <message>
      <source>Areas of funding</source>
      <translation>Förderbereiche</translation>
    </message>
    <message numerus="yes">
      <source>Areas that cross themselves and are repaired: %n.</source>
      <translation>
        <numerusform>%n Fläche überschneidet sich selbst und wird repariert.</numerusform>
        <numerusform>%n Flächen überschneiden sich selbst und werden repariert.</numerusform>
      </translation>
    </message>
    <message>
      <source>Areas: {areas}. Raster: {rows} × {cols} cells.</source>
      <translation>Flächen: {areas}. Raster: {rows} × {cols} Zellen.</translation>
    </message>
    <message>
      <source>As of</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>As of a &amp;day …</source>
      <translation>Stand &amp;vom …</translation>
    </message>
    <message>
      <source>As of the day</source>
      <translation>Stand vom Tag</translation>
    </message>
    <message>
      <source>As {declared}, which the source states, the objects lie outside the Ruhr region; read as {found} they would lie in or near it. Check the place.</source>
      <translation>Im Koordinatensystem {declared}, das die Quelle nennt, liegen die Objekte außerhalb der Metropole Ruhr; als {found} gelesen lägen sie darin oder in ihrer Nähe. Prüfen Sie die Lage.</translation>
    </message>
    <message>
      <source>Asking for the boundaries of the municipalities</source>
      <translation>Gemeindegrenzen werden abgefragt</translation>
    </message>
    <message>
      <source>Asking for the number of objects</source>
      <translation>Anzahl der Objekte wird abgefragt</translation>
    </message>
    <message>
      <source>Asking the portal for your organisations</source>
      <translation>Das Portal wird nach Ihren Organisationen gefragt</translation>
    </message>
    <message>
      <source>Asking the service</source>
      <translation>Dienst wird angefragt</translation>
    </message>
    <message>
      <source>Asking what the devices of {station} can do …</source>
      <translation>Es wird gefragt, was die Geräte von {station} können …</translation>
    </message>
    <message>
      <source>Asking {address} what it is</source>
      <translation>{address} wird gefragt, was es ist</translation>
    </message>
    <message>
      <source>Asking {service}</source>
      <translation>{service} wird abgefragt</translation>
    </message>
    <message>
      <source>Asking {service} …</source>
      <translation>{service} wird gefragt …</translation>
    </message>
    <message>
      <source>Asking “{portal}” for today's address</source>
      <translation>„{portal}“ wird nach der heutigen Adresse gefragt</translation>
    </message>
    <message>
      <source>Asking “{service}” for its layers</source>
      <translation>Layer von „{service}“ werden abgefragt</translation>
    </message>
    <message>
      <source>Asks the catalogue for today's address of each resource you choose, and its service whether it answers, at most once an hour.</source>
      <translation>Fragt bei jeder Ressource, die Sie wählen, den Katalog nach der heutigen Adresse und den Dienst, ob er antwortet; höchstens einmal je Stunde.</translation>
    </message>
    <message>
      <source>Asks {host} for a small part of the data.</source>
      <translation>Fragt {host} nach einem kleinen Teil der Daten.</translation>
    </message>
    <message>
      <source>At most {count} can be added at once.</source>
      <translation>Höchstens {count} lassen sich auf einmal hinzufügen.</translation>
    </message>
    <message>
      <source>At most {limit} further fields of action can be named.</source>
      <translation>Es können höchstens {limit} weitere Handlungsfelder genannt werden.</translation>
    </message>
    <message>
      <source>Attribution</source>
      <translation>Quellenvermerk</translation>
    </message>
    <message>
      <source>Author</source>
      <translation>Verfasst von</translation>
    </message>
    <message>
      <source>Axis</source>
      <translation>Achse</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Back to draft</source>
      <translation>Zurück zum Entwurf</translation>
    </message>
    <message>
      <source>Back to the register</source>
      <translation>Zurück zum Register</translation>
    </message>
    <message>
      <source>Back to today</source>
      <translation>Zum heutigen Stand</translation>
    </message>
    <message>
      <source>Back without a &amp;change</source>
      <translation>&amp;Zurück ohne Änderung</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>Backups of “{name}”</source>
      <translation>Sicherungen von „{name}“</translation>
    </message>
    <message>
      <source>Backups still hold the former state; delete them or let them expire: {names}.</source>
      <translation>Sicherungen enthalten noch den früheren Stand; löschen Sie sie, oder lassen Sie sie ablaufen: {names}.</translation>
    </message>
    <message>
      <source>Band</source>
      <translation>Kanal</translation>
    </message>
    <message>
      <source>Bar |</source>
      <translation>Strich |</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Before an update of the register</source>
      <translation>Vor einer Aktualisierung des Registers</translation>
    </message>
    <message>
      <source>Beginning of the day</source>
      <translation>Beginn des Tages</translation>
    </message>
    <message>
      <source>Beginning of the file</source>
      <translation>Anfang der Datei</translation>
    </message>
    <message>
      <source>Behind a web service only its operator sees all that is held on a person. Open the register itself, the GeoPackage or the database, or ask the operator.</source>
      <translation>Hinter einem Webdienst sieht nur der Betreiber alles, was über eine Person gespeichert ist. Öffnen Sie das Register selbst, das GeoPackage oder die Datenbank, oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>Belonging to it</source>
      <translation>Dazu gehört</translation>
    </message>
    <message>
      <source>Belonging to the projects</source>
      <translation>Zu den Projekten</translation>
    </message>
    <message>
      <source>Best match</source>
      <translation>Bester Treffer</translation>
    </message>
    <message>
      <source>Blank</source>
      <translation>Leerzeichen</translation>
    </message>
    <message>
      <source>Bring the team's register up to date? It is done in one step, or not at all, and cannot be taken back. Colleagues with an older version of the plugin can only read it until they update theirs.</source>
      <translation>Das Register des Teams auf den neuen Stand bringen? Das geschieht in einem Schritt oder gar nicht und lässt sich nicht zurücknehmen. Wer noch eine ältere Version des Plugins hat, kann es nur lesen, bis auch diese aktualisiert ist.</translation>
    </message>
    <message>
      <source>Bring up to date</source>
      <translation>Auf den neuen Stand bringen</translation>
    </message>
    <message>
      <source>Bring up to date …</source>
      <translation>Auf den neuen Stand bringen …</translation>
    </message>
    <message>
      <source>Bringing the register up to date</source>
      <translation>Register wird auf den neuen Stand gebracht</translation>
    </message>
    <message>
      <source>Bringing the registers together …</source>
      <translation>Register werden abgeglichen …</translation>
    </message>
    <message>
      <source>Brings a local copy and the team's register together, without losing a change.</source>
      <translation>Gleicht eine lokale Kopie mit dem Register des Teams ab, ohne dass eine Änderung verloren geht.</translation>
    </message>
    <message>
      <source>Build it now</source>
      <translation>Jetzt aufbauen</translation>
    </message>
    <message numerus="yes">
      <source>Building it asks %n catalogue(s) for all their entries.</source>
      <translation>
        <numerusform>Der Aufbau fragt %n Katalog nach allen Einträgen.</numerusform>
        <numerusform>Der Aufbau fragt %n Kataloge nach allen Einträgen.</numerusform>
      </translation>
    </message>
    <message>
      <source>By field of action</source>
      <translation>Nach Handlungsfeld</translation>
    </message>
    <message>
      <source>By quantity: low, high, step_minute, step_hour, spike, stuck_h, stuck_free_to, stuck_free_from, neighbour; null switches a check off.</source>
      <translation>Je Messgröße: low, high, step_minute, step_hour, spike, stuck_h, stuck_free_to, stuck_free_from, neighbour; null schaltet eine Prüfung ab.</translation>
    </message>
    <message>
      <source>By status</source>
      <translation>Nach Status</translation>
    </message>
    <message>
      <source>C&amp;hanged since:</source>
      <translation>&amp;Geändert seit:</translation>
    </message>
    <message>
      <source>C&amp;onnect</source>
      <translation>&amp;Verbinden</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
      <source>Ca&amp;talogue:</source>
      <translation>Ka&amp;talog:</translation>
    </message>
    <message>
      <source>Cache folder</source>
      <translation>Zwischenspeicher</translation>
    </message>
    <message>
      <source>Calm</source>
      <translation>Windstille</translation>
    </message>
    <message>
      <source>Calm from</source>
      <translation>Ruhig ab</translation>
    </message>
    <message>
      <source>Calm to</source>
      <translation>Ruhig bis</translation>
    </message>
    <message>
      <source>Can be &amp;loaded</source>
      <translation>In QGIS &amp;ladbar</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancel running tasks</source>
      <translation>Laufende Vorgänge abbrechen</translation>
    </message>
    <message>
      <source>Cancelled. Nothing was changed.</source>
      <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
      <source>Catalogue</source>
      <translation>Katalog</translation>
    </message>
    <message>
      <source>Catalogues</source>
      <translation>Kataloge</translation>
    </message>
    <message>
      <source>Cells that are numbers have a point, cells that are text a comma; both are read.</source>
      <translation>Zellen mit Zahlen haben einen Punkt, Zellen mit Text ein Komma; beides wird gelesen.</translation>
    </message>
    <message>
      <source>Central European (winter) time</source>
      <translation>Mitteleuropäische Zeit (Winterzeit)</translation>
    </message>
    <message>
      <source>Central list: {place}, as of {date}</source>
      <translation>Zentrale Liste: {place}, Stand {date}</translation>
    </message>
    <message>
      <source>Central list: {place}, not fetched yet</source>
      <translation>Zentrale Liste: {place}, noch nicht geholt</translation>
    </message>
    <message>
      <source>Challenge</source>
      <translation>Herausforderung</translation>
    </message>
    <message>
      <source>Change one &amp;field …</source>
      <translation>Ein &amp;Feld ändern …</translation>
    </message>
    <message numerus="yes">
      <source>Change one field of %n project(s)</source>
      <translation>
        <numerusform>Ein Feld von %n Projekt ändern</numerusform>
        <numerusform>Ein Feld von %n Projekten ändern</numerusform>
      </translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Changed by</source>
      <translation>Geändert von</translation>
    </message>
    <message>
      <source>Changed on</source>
      <translation>Geändert am</translation>
    </message>
    <message>
      <source>Changed: {fields}</source>
      <translation>Geändert: {fields}</translation>
    </message>
    <message>
      <source>Changed: {fields} and more</source>
      <translation>Geändert: {fields} und mehr</translation>
    </message>
    <message numerus="yes">
      <source>Changes %n project(s).</source>
      <translation>
        <numerusform>Ändert %n Projekt.</numerusform>
        <numerusform>Ändert %n Projekte.</numerusform>
      </translation>
    </message>
    <message>
      <source>Changes that have not arrived</source>
      <translation>Änderungen, die noch nicht angekommen sind</translation>
    </message>
    <message>
      <source>Characters used and allowed</source>
      <translation>Benutzte und erlaubte Zeichen</translation>
    </message>
    <message>
      <source>Chart</source>
      <translation>Diagramm</translation>
    </message>
    <message>
      <source>Chart as SVG …</source>
      <translation>Diagramm als SVG …</translation>
    </message>
    <message>
      <source>Chart as picture …</source>
      <translation>Diagramm als Bild …</translation>
    </message>
    <message>
      <source>Chart: {title}</source>
      <translation>Diagramm: {title}</translation>
    </message>
    <message>
      <source>Chec&amp;k file</source>
      <translation>Datei &amp;prüfen</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>Check &amp;services</source>
      <translation>&amp;Dienste prüfen</translation>
    </message>
    <message>
      <source>Check &amp;stations …</source>
      <translation>Stationen &amp;prüfen …</translation>
    </message>
    <message>
      <source>Check a register</source>
      <translation>Register prüfen</translation>
    </message>
    <message>
      <source>Check b&amp;y itself</source>
      <translation>Selbst&amp;tätig prüfen</translation>
    </message>
    <message>
      <source>Check overdue</source>
      <translation>Prüfung überfällig</translation>
    </message>
    <message>
      <source>Check passed</source>
      <translation>Prüfung bestanden</translation>
    </message>
    <message>
      <source>Check service</source>
      <translation>Dienst prüfen</translation>
    </message>
    <message>
      <source>Check table: {title}</source>
      <translation>Tabelle prüfen: {title}</translation>
    </message>
    <message>
      <source>Check the project's layers</source>
      <translation>Layer des Projekts prüfen</translation>
    </message>
    <message>
      <source>Checked</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Checked on</source>
      <translation>Geprüft am</translation>
    </message>
    <message>
      <source>Checked {time}.</source>
      <translation>Geprüft am {time}.</translation>
    </message>
    <message>
      <source>Checked: still valid</source>
      <translation>Geprüft: noch aktuell</translation>
    </message>
    <message numerus="yes">
      <source>Checking %n layer(s)</source>
      <translation>
        <numerusform>%n Layer wird geprüft</numerusform>
        <numerusform>%n Layer werden geprüft</numerusform>
      </translation>
    </message>
    <message>
      <source>Checking all rows</source>
      <translation>Alle Zeilen werden geprüft</translation>
    </message>
    <message>
      <source>Checking that nothing is missing</source>
      <translation>Vollständigkeit wird geprüft</translation>
    </message>
    <message>
      <source>Checking the picture</source>
      <translation>Kartenbild wird geprüft</translation>
    </message>
    <message>
      <source>Checking the projects</source>
      <translation>Projekte werden geprüft</translation>
    </message>
    <message>
      <source>Checking the rows</source>
      <translation>Zeilen werden geprüft</translation>
    </message>
    <message>
      <source>Checking the service …</source>
      <translation>Der Dienst wird geprüft …</translation>
    </message>
    <message>
      <source>Checking the services</source>
      <translation>Dienste werden geprüft</translation>
    </message>
    <message>
      <source>Checking “{service}”</source>
      <translation>„{service}“ wird geprüft</translation>
    </message>
    <message>
      <source>Checking …</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>Checks of measured values (ruhr:stationquality)</source>
      <translation>Prüfung von Messwerten (ruhr:stationquality)</translation>
    </message>
    <message>
      <source>Checks the values in a store, writes a flag to each doubtful one, and gives a table with the state of each series: good, check, bad, offline or empty.</source>
      <translation>Prüft die Werte in einem Speicher, kennzeichnet jeden zweifelhaften und gibt eine Tabelle mit dem Zustand jeder Reihe aus: good (gut), check (prüfen), bad (schlecht), offline (verstummt) oder empty (leer).</translation>
    </message>
    <message>
      <source>Checks, indices, periods and heat of the stored values</source>
      <translation>Prüfung, Kenntage, Zeiträume und Hitze der gespeicherten Werte</translation>
    </message>
    <message>
      <source>Checksum</source>
      <translation>Prüfsumme</translation>
    </message>
    <message>
      <source>Checksum (SHA-256)</source>
      <translation>Prüfsumme (SHA-256)</translation>
    </message>
    <message>
      <source>Choose &amp;file …</source>
      <translation>Dat&amp;ei wählen …</translation>
    </message>
    <message>
      <source>Choose a DCAT file</source>
      <translation>DCAT-Datei wählen</translation>
    </message>
    <message>
      <source>Choose a DCAT file on this computer</source>
      <translation>DCAT-Datei auf diesem Rechner wählen</translation>
    </message>
    <message>
      <source>Choose a data set</source>
      <translation>Datensatz wählen</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <translation>Datei wählen</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Choose a layer in the layer tree first.</source>
      <translation>Wählen Sie zuerst einen Layer im Layerbaum.</translation>
    </message>
    <message>
      <source>Choose a sensor</source>
      <translation>Sensor wählen</translation>
    </message>
    <message>
      <source>Choose a sheet</source>
      <translation>Blatt wählen</translation>
    </message>
    <message>
      <source>Choose a station to see its values over time.</source>
      <translation>Wählen Sie eine Station, um den Werteverlauf zu sehen.</translation>
    </message>
    <message>
      <source>Choose document</source>
      <translation>Dokument wählen</translation>
    </message>
    <message>
      <source>Choose layers</source>
      <translation>Layer wählen</translation>
    </message>
    <message>
      <source>Choose or type a name</source>
      <translation>Namen wählen oder eingeben</translation>
    </message>
    <message>
      <source>Choose …</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Chosen area: {area}</source>
      <translation>Gewähltes Gebiet: {area}</translation>
    </message>
    <message>
      <source>Clear list</source>
      <translation>Liste leeren</translation>
    </message>
    <message>
      <source>Click a corner first, then delete it.</source>
      <translation>Klicken Sie erst eine Ecke an, dann löschen Sie sie.</translation>
    </message>
    <message>
      <source>Click one place or several. Backspace takes the last one back, a right click takes them over, Esc goes back to the project.</source>
      <translation>Klicken Sie einen oder mehrere Orte an. Die Rücktaste nimmt den letzten zurück, ein Rechtsklick übernimmt sie, Esc führt zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Click the corners of the area. Backspace takes the last one back, a right click closes the area, Esc goes back to the project.</source>
      <translation>Klicken Sie die Ecken der Fläche an. Die Rücktaste nimmt die letzte zurück, ein Rechtsklick schließt die Fläche, Esc führt zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Click the place on the map. Esc goes back to the project.</source>
      <translation>Bitte den Ort auf der Karte anklicken. Mit Esc geht es zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Click the points of the line. Backspace takes the last one back, a right click ends the line, Esc goes back to the project.</source>
      <translation>Klicken Sie die Punkte der Linie an. Die Rücktaste nimmt den letzten zurück, ein Rechtsklick beendet die Linie, Esc führt zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Climate and air &amp;indices …</source>
      <translation>Klima- und Luft&amp;kennwerte …</translation>
    </message>
    <message>
      <source>Climate and air indices of stations</source>
      <translation>Klima- und Luftkenngrößen von Stationen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Co&amp;mpare</source>
      <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
      <source>Co&amp;nnection of QGIS</source>
      <translation>Verbi&amp;ndung aus QGIS</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Code of DCAT such as ENVI or TRAN, or the portal's own name of a theme; several with commas.</source>
      <translation>DCAT-Kürzel wie ENVI oder TRAN oder der Name eines Themas im Portal; mehrere mit Komma.</translation>
    </message>
    <message>
      <source>Collections</source>
      <translation>Sammlungen</translation>
    </message>
    <message>
      <source>Collections (*.json)</source>
      <translation>Sammlungen (*.json)</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>Spalte</translation>
    </message>
    <message>
      <source>Column of the &amp;station</source>
      <translation>Spalte der S&amp;tation</translation>
    </message>
    <message>
      <source>Column “{column}”: “{value}” cannot be read as {kind}.</source>
      <translation>Spalte „{column}“: „{value}“ passt nicht zum Typ {kind}.</translation>
    </message>
    <message>
      <source>Columns (JSON)</source>
      <translation>Spalten (JSON)</translation>
    </message>
    <message>
      <source>Columns of the file</source>
      <translation>Spalten der Datei</translation>
    </message>
    <message>
      <source>Columns of the table (JSON)</source>
      <translation>Spalten der Tabelle (JSON)</translation>
    </message>
    <message>
      <source>Columns of the table: {name}</source>
      <translation>Spalten der Tabelle: {name}</translation>
    </message>
    <message>
      <source>Columns that are gone: {names}.</source>
      <translation>Entfallene Spalten: {names}.</translation>
    </message>
    <message>
      <source>Columns with measured values</source>
      <translation>Spalten mit Messwerten</translation>
    </message>
    <message>
      <source>Combined &amp;text:</source>
      <translation>Kombinierter &amp;Text:</translation>
    </message>
    <message>
      <source>Combined text</source>
      <translation>Kombinierter Text</translation>
    </message>
    <message>
      <source>Comma ,</source>
      <translation>Komma ,</translation>
    </message>
    <message>
      <source>Comma 1.234,5</source>
      <translation>Komma 1.234,5</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>Kommentar</translation>
    </message>
    <message>
      <source>Comments</source>
      <translation>Kommentare</translation>
    </message>
    <message>
      <source>Comments can be written when the project has been saved once.</source>
      <translation>Kommentare sind möglich, sobald das Projekt einmal gespeichert ist.</translation>
    </message>
    <message>
      <source>Comments: {sent} sent, {fetched} fetched.</source>
      <translation>Kommentare: {sent} gesendet, {fetched} geholt.</translation>
    </message>
    <message>
      <source>Compares the air temperature of each station with a reference station, for example one in the open country: mean difference, by day, by night, by season; hours above 25 and 30 °C, cooling in the evening, and where humidity, wind and a black globe are measured, UTCI and WBGT.</source>
      <translation>Vergleicht die Lufttemperatur jeder Station mit einer Vergleichsstation, zum Beispiel im Umland: mittlerer Unterschied, bei Tag, bei Nacht, je Jahreszeit; Stunden über 25 und 30 °C, Abkühlung am Abend, und UTCI und WBGT, wo Feuchte, Wind und Globe-Temperatur gemessen werden.</translation>
    </message>
    <message>
      <source>Comparing “{layer}” with its source</source>
      <translation>„{layer}“ wird mit der Quelle verglichen</translation>
    </message>
    <message>
      <source>Comparison of two versions</source>
      <translation>Vergleich zweier Versionen</translation>
    </message>
    <message>
      <source>Complete: {received} objects.</source>
      <translation>Vollständig: {received} Objekte.</translation>
    </message>
    <message>
      <source>Computing a checksum</source>
      <translation>Prüfsumme wird berechnet</translation>
    </message>
    <message>
      <source>Computing the register as of {day}</source>
      <translation>Stand vom {day} wird berechnet</translation>
    </message>
    <message>
      <source>Conflict {number} of {count}: “{title}”</source>
      <translation>Konflikt {number} von {count}: „{title}“</translation>
    </message>
    <message>
      <source>Conflicts (report: list them, local: the local copy decides, remote: the team's register decides)</source>
      <translation>Konflikte (report: auflisten, local: die lokale Kopie entscheidet, remote: das Register des Teams entscheidet)</translation>
    </message>
    <message>
      <source>Conflicts are fields that both have changed differently, and deletions of what the other has edited. ON_CONFLICT = report leaves such records alone and lists them; local or remote decides all of them for one side.</source>
      <translation>Konflikte sind Felder, die beide verschieden geändert haben, und das Löschen von etwas, das der andere bearbeitet hat. ON_CONFLICT = report lässt solche Datensätze unverändert und listet sie auf; local oder remote entscheidet alle für eine Seite.</translation>
    </message>
    <message>
      <source>Connect again</source>
      <translation>Wieder verbinden</translation>
    </message>
    <message>
      <source>Connect with a &amp;team …</source>
      <translation>Mit &amp;Team verbinden …</translation>
    </message>
    <message>
      <source>Connect with a team</source>
      <translation>Mit Team verbinden</translation>
    </message>
    <message>
      <source>Connect with a team …</source>
      <translation>Mit Team verbinden …</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Conta&amp;ct:</source>
      <translation>Kontakt:</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Kontakt</translation>
    </message>
    <message>
      <source>Contact point</source>
      <translation>Kontaktstelle</translation>
    </message>
    <message>
      <source>Contacts</source>
      <translation>Ansprechpersonen</translation>
    </message>
    <message>
      <source>Contacts of the person and their history are deleted. Where texts and comments mention the person, the words are replaced by a pseudonym that says nothing. What the person edited stays, under the pseudonym; switch EDITS off if you must keep who changed what. Names of organisations stay.</source>
      <translation>Kontakte der Person und deren Verlauf werden gelöscht. Wo Texte und Kommentare die Person nennen, tritt ein nichtssagendes Pseudonym an die Stelle der Wörter. Was die Person bearbeitet hat, bleibt unter dem Pseudonym; schalten Sie EDITS aus, wenn Sie nachweisen müssen, wer was geändert hat. Namen von Organisationen bleiben.</translation>
    </message>
    <message>
      <source>Contacts of the selected organisation</source>
      <translation>Kontakte der gewählten Organisation</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Control a device</source>
      <translation>Gerät steuern</translation>
    </message>
    <message>
      <source>Control a device …</source>
      <translation>Gerät steuern …</translation>
    </message>
    <message>
      <source>Control and decision</source>
      <translation>Steuerung und Beschluss</translation>
    </message>
    <message>
      <source>Coordinate &amp;system</source>
      <translation>Koordinaten&amp;system</translation>
    </message>
    <message>
      <source>Coordinate &amp;system:</source>
      <translation>Koordinaten&amp;system:</translation>
    </message>
    <message>
      <source>Coordinate reference system</source>
      <translation>Koordinatenbezugssystem</translation>
    </message>
    <message>
      <source>Coordinate system of the typed position</source>
      <translation>Koordinatensystem der eingegebenen Position</translation>
    </message>
    <message>
      <source>Coordinate systems: {names}</source>
      <translation>Koordinatensysteme: {names}</translation>
    </message>
    <message>
      <source>Coordinates in one column</source>
      <translation>Koordinaten in einer Spalte</translation>
    </message>
    <message>
      <source>Cop&amp;y address</source>
      <translation>Adresse ko&amp;pieren</translation>
    </message>
    <message>
      <source>Copies all objects of a WFS, OGC API Features or ArcGIS layer into a GeoPackage, and counts them.</source>
      <translation>Kopiert alle Objekte eines Layers aus WFS, OGC API Features oder ArcGIS in ein GeoPackage und zählt nach.</translation>
    </message>
    <message>
      <source>Copy (GeoPackage)</source>
      <translation>Kopie (GeoPackage)</translation>
    </message>
    <message>
      <source>Copy (INTERN)</source>
      <translation>Kopieren (INTERN)</translation>
    </message>
    <message>
      <source>Copy address</source>
      <translation>Adresse kopieren</translation>
    </message>
    <message>
      <source>Copy address of the page</source>
      <translation>Adresse der Seite kopieren</translation>
    </message>
    <message>
      <source>Copy chart</source>
      <translation>Diagramm kopieren</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>Details kopieren</translation>
    </message>
    <message>
      <source>Copy of {name}</source>
      <translation>Kopie von {name}</translation>
    </message>
    <message>
      <source>Copying the register of the team</source>
      <translation>Register des Teams wird kopiert</translation>
    </message>
    <message>
      <source>Correct coordinates that fit in one way only</source>
      <translation>Eindeutig falsche Koordinaten berichtigen</translation>
    </message>
    <message>
      <source>Correcting the place in a copy</source>
      <translation>Die Lage wird in einer Kopie berichtigt</translation>
    </message>
    <message>
      <source>Costs</source>
      <translation>Kosten</translation>
    </message>
    <message>
      <source>Costs cannot be negative.</source>
      <translation>Kosten können nicht negativ sein.</translation>
    </message>
    <message>
      <source>Count doubtful values too</source>
      <translation>Zweifelhafte Werte mitzählen</translation>
    </message>
    <message>
      <source>Counting reminders</source>
      <translation>Erinnerungen werden gezählt</translation>
    </message>
    <message>
      <source>Counts for each station, over the days of a period: summer days (maximum at least 25 °C), hot days (30), tropical nights (minimum at least 20 °C), frost days (minimum below 0) and ice days (maximum below 0), heat waves, degree days, means and extremes; for rain sums, wet days and the largest sums of ten minutes, an hour and a day; for air the exceedances of limit values in force, from 2030, and of the WHO.</source>
      <translation>Zählt für jede Station über die Tage eines Zeitraums: Sommertage (Maximum mindestens 25 °C), Heiße Tage (30), Tropennächte (Minimum mindestens 20 °C), Frosttage (Minimum unter 0) und Eistage (Maximum unter 0), Hitzewellen, Gradtage, Mittel und Extreme; bei Regen Summen, nasse Tage und die größten Summen von zehn Minuten, einer Stunde und einem Tag; bei Luft die Überschreitungen der geltenden Grenzwerte, derer ab 2030 und der Leitwerte der WHO.</translation>
    </message>
    <message>
      <source>Covers</source>
      <translation>Räumlicher Bezug</translation>
    </message>
    <message>
      <source>Create a project register</source>
      <translation>Projektregister anlegen</translation>
    </message>
    <message>
      <source>Create new</source>
      <translation>Neu anlegen</translation>
    </message>
    <message>
      <source>Created by</source>
      <translation>Angelegt von</translation>
    </message>
    <message>
      <source>Created on</source>
      <translation>Angelegt am</translation>
    </message>
    <message>
      <source>Created or last changed by you, or led by an organisation of your municipality</source>
      <translation>Von Ihnen angelegt oder zuletzt geändert, oder unter Federführung einer Organisation Ihrer Kommune</translation>
    </message>
    <message>
      <source>Creating the project register</source>
      <translation>Projektregister wird angelegt</translation>
    </message>
    <message>
      <source>D&amp;uplicate …</source>
      <translation>&amp;Duplizieren …</translation>
    </message>
    <message>
      <source>DCAT files</source>
      <translation>DCAT-Dateien</translation>
    </message>
    <message>
      <source>Daily, before the first save</source>
      <translation>Täglich, vor dem ersten Speichern</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Daten</translation>
    </message>
    <message>
      <source>Data from:</source>
      <translation>Daten von:</translation>
    </message>
    <message>
      <source>Data of the kind {kind} cannot be put on the map yet.</source>
      <translation>Daten der Art {kind} lassen sich noch nicht zur Karte hinzufügen.</translation>
    </message>
    <message>
      <source>Data of the kind {kind} offers no list of layers.</source>
      <translation>Daten der Art {kind} bieten keine Liste von Layern an.</translation>
    </message>
    <message>
      <source>Data protection: &amp;delete a person …</source>
      <translation>Datenschutz: Person &amp;löschen …</translation>
    </message>
    <message>
      <source>Data protection: &amp;what do we hold on a person …</source>
      <translation>Datenschutz: Auskunft über eine &amp;Person …</translation>
    </message>
    <message>
      <source>Data provider (&amp;GovData):</source>
      <translation>Datenbereitsteller (&amp;GovData):</translation>
    </message>
    <message>
      <source>Data set</source>
      <translation>Datensatz</translation>
    </message>
    <message>
      <source>Data sets</source>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Data sets found</source>
      <translation>Gefundene Datensätze</translation>
    </message>
    <message>
      <source>Data sets without known extent count by their municipality, and stay if that is unknown, too.</source>
      <translation>Datensätze ohne bekannte Ausdehnung zählen nach ihrer Kommune und bleiben, wenn auch diese unbekannt ist.</translation>
    </message>
    <message>
      <source>Datastream</source>
      <translation>Datenstrom</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Date and time</source>
      <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
      <source>Date of the consent</source>
      <translation>Datum der Einwilligung</translation>
    </message>
    <message>
      <source>Date of the data</source>
      <translation>Stand der Daten</translation>
    </message>
    <message>
      <source>Date of the decision</source>
      <translation>Datum des Beschlusses</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Days in local time. Empty: from the first value.</source>
      <translation>Tage in Ortszeit. Leer: ab dem ersten Wert.</translation>
    </message>
    <message>
      <source>Days in the time of DAY. Empty: from the first value.</source>
      <translation>Tage in der Zeit von DAY. Leer: ab dem ersten Wert.</translation>
    </message>
    <message>
      <source>De&amp;lete</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>De&amp;leted projects …</source>
      <translation>&amp;Gelöschte Projekte …</translation>
    </message>
    <message>
      <source>Decide one by one …</source>
      <translation>Einzeln entscheiden …</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message numerus="yes">
      <source>Delete %n project(s)? The history is kept in the register.</source>
      <translation>
        <numerusform>%n Projekt löschen? Der Verlauf bleibt im Register.</numerusform>
        <numerusform>%n Projekte löschen? Der Verlauf bleibt im Register.</numerusform>
      </translation>
    </message>
    <message>
      <source>Delete a person</source>
      <translation>Person löschen</translation>
    </message>
    <message>
      <source>Delete after</source>
      <translation>Löschen nach</translation>
    </message>
    <message>
      <source>Delete project</source>
      <translation>Projekt löschen</translation>
    </message>
    <message>
      <source>Delete the upl&amp;oad …</source>
      <translation>Hochgeladenes &amp;löschen …</translation>
    </message>
    <message>
      <source>Delete the upload</source>
      <translation>Hochgeladenes löschen</translation>
    </message>
    <message>
      <source>Delete this comment for everybody?</source>
      <translation>Diesen Kommentar für alle löschen?</translation>
    </message>
    <message>
      <source>Delete “{name}” from the portal? Only what was uploaded from here is deleted.</source>
      <translation>„{name}“ im Portal löschen? Gelöscht wird nur, was von hier hochgeladen wurde.</translation>
    </message>
    <message>
      <source>Delete “{title}”? Its history is kept in the register.</source>
      <translation>„{title}“ löschen? Der Verlauf bleibt im Register erhalten.</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Gelöscht</translation>
    </message>
    <message>
      <source>Deleted entries</source>
      <translation>Gelöschte Einträge</translation>
    </message>
    <message>
      <source>Deleted entries of “{list}”</source>
      <translation>Gelöschte Einträge von „{list}“</translation>
    </message>
    <message numerus="yes">
      <source>Deleted in %n place(s).</source>
      <translation>
        <numerusform>An %n Stelle gelöscht.</numerusform>
        <numerusform>An %n Stellen gelöscht.</numerusform>
      </translation>
    </message>
    <message>
      <source>Deleted projects</source>
      <translation>Gelöschte Projekte</translation>
    </message>
    <message>
      <source>Deleted …</source>
      <translation>Gelöschte …</translation>
    </message>
    <message>
      <source>Deletes what a register holds on a person, for a request under Article 17 GDPR.</source>
      <translation>Löscht, was ein Register über eine Person enthält, für ein Verlangen nach Artikel 17 DSGVO.</translation>
    </message>
    <message>
      <source>Deleting projects</source>
      <translation>Projekte werden gelöscht</translation>
    </message>
    <message>
      <source>Deleting the upload</source>
      <translation>Hochgeladenes wird gelöscht</translation>
    </message>
    <message>
      <source>Deletion undone</source>
      <translation>Löschung zurückgenommen</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>Beschreibung</translation>
    </message>
    <message>
      <source>Description*:</source>
      <translation>Beschreibung*:</translation>
    </message>
    <message>
      <source>Detail</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Detail ({n} selected)</source>
      <translation>Details ({n} gewählt)</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Details and preview</source>
      <translation>Details und Vorschau</translation>
    </message>
    <message>
      <source>Details in the Ruhr panel</source>
      <translation>Details im Ruhr-Panel</translation>
    </message>
    <message>
      <source>Devices are only controlled with a log-in. Choose one for this service first.</source>
      <translation>Geräte werden nur mit einer Anmeldung gesteuert. Wählen Sie zuerst eine für diesen Dienst.</translation>
    </message>
    <message>
      <source>Digits that name something: leading zeros are kept.</source>
      <translation>Ziffern, die etwas benennen: Führende Nullen bleiben erhalten.</translation>
    </message>
    <message>
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>Directions have no mean: 350° and 10° would give 180°. Use the wind rose.</source>
      <translation>Richtungen haben kein Mittel: Aus 350° und 10° würden 180°. Nehmen Sie die Windrose.</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Discard mine and load</source>
      <translation>Meine verwerfen, andere laden</translation>
    </message>
    <message>
      <source>Discard your change to “{title}”?</source>
      <translation>Ihre Änderung an „{title}“ verwerfen?</translation>
    </message>
    <message>
      <source>Discarded: {title}</source>
      <translation>Verworfen: {title}</translation>
    </message>
    <message>
      <source>Discarding a change</source>
      <translation>Änderung wird verworfen</translation>
    </message>
    <message>
      <source>District</source>
      <translation>Kreis</translation>
    </message>
    <message>
      <source>Do not pass on changed data.</source>
      <translation>Veränderte Daten dürfen nicht weitergegeben werden.</translation>
    </message>
    <message>
      <source>Do&amp;wnload …</source>
      <translation>&amp;Herunterladen …</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Erledigt</translation>
    </message>
    <message>
      <source>Double click or Enter zooms the map to the result.</source>
      <translation>Ein Doppelklick oder die Eingabetaste zoomt die Karte auf das Ergebnis.</translation>
    </message>
    <message>
      <source>Download a layer completely</source>
      <translation>Layer vollständig herunterladen</translation>
    </message>
    <message>
      <source>Download completely</source>
      <translation>Vollständig herunterladen</translation>
    </message>
    <message>
      <source>Download layer</source>
      <translation>Layer herunterladen</translation>
    </message>
    <message>
      <source>Download …</source>
      <translation>Herunterladen …</translation>
    </message>
    <message>
      <source>Downloading “{layer}”</source>
      <translation>„{layer}“ wird heruntergeladen</translation>
    </message>
    <message>
      <source>Draft of {time} of the master data: it was not saved when QGIS ended.</source>
      <translation>Entwurf vom {time} zu den Stammdaten: Er war nicht gespeichert, als QGIS endete.</translation>
    </message>
    <message>
      <source>Draft of {time} of “{title}”: it was not saved when QGIS ended.</source>
      <translation>Entwurf vom {time} zu „{title}“: Er war nicht gespeichert, als QGIS endete.</translation>
    </message>
    <message>
      <source>Drag corners, press on a line between them to add one, Delete removes the marked one. A right click or Enter takes the result over, Esc goes back to the project.</source>
      <translation>Ziehen Sie Ecken; drücken Sie auf eine Linie dazwischen, um eine Ecke einzufügen; Entf löscht die markierte. Rechtsklick oder Eingabetaste übernimmt, Esc führt zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Draw a line on the map</source>
      <translation>Linie auf der Karte zeichnen</translation>
    </message>
    <message>
      <source>Draw a point on the map</source>
      <translation>Punkt auf der Karte setzen</translation>
    </message>
    <message>
      <source>Draw a&amp;gain</source>
      <translation>&amp;Neu zeichnen</translation>
    </message>
    <message>
      <source>Draw an area on the map</source>
      <translation>Fläche auf der Karte zeichnen</translation>
    </message>
    <message>
      <source>Draw the selected place again on the map</source>
      <translation>Ausgewählten Ort auf der Karte neu zeichnen</translation>
    </message>
    <message>
      <source>Due</source>
      <translation>Fällig</translation>
    </message>
    <message>
      <source>Duplicate the project</source>
      <translation>Projekt duplizieren</translation>
    </message>
    <message>
      <source>Duplicate the selected places</source>
      <translation>Ausgewählte Orte duplizieren</translation>
    </message>
    <message>
      <source>Duration (from – until)</source>
      <translation>Laufzeit (von – bis)</translation>
    </message>
    <message>
      <source>E</source>
      <translation>O</translation>
    </message>
    <message>
      <source>E&amp;xport projects …</source>
      <translation>Projekte &amp;ausgeben …</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>E-Mail</translation>
    </message>
    <message>
      <source>EXPECTED is -1 where nobody knows how many objects there are. With ALLOW_INCOMPLETE an incomplete copy is saved, too; a warning says what is missing, and so do EXPECTED and RECEIVED.</source>
      <translation>EXPECTED ist -1, wenn niemand weiß, wie viele Objekte es gibt. Mit ALLOW_INCOMPLETE wird auch eine unvollständige Kopie gespeichert; eine Warnung sowie EXPECTED und RECEIVED sagen, was fehlt.</translation>
    </message>
    <message>
      <source>Each row holds one value: {quantity} says which, {value} holds it.</source>
      <translation>Jede Zeile enthält einen Wert: {quantity} sagt, welchen, {value} enthält ihn.</translation>
    </message>
    <message>
      <source>East, lon&amp;gitude</source>
      <translation>Ost, Län&amp;ge</translation>
    </message>
    <message>
      <source>Easting or longitude</source>
      <translation>Rechtswert oder Länge</translation>
    </message>
    <message>
      <source>Ed&amp;it</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>Edit corners</source>
      <translation>Ecken bearbeiten</translation>
    </message>
    <message>
      <source>Effect, indicators</source>
      <translation>Wirkung und Kennzahlen</translation>
    </message>
    <message>
      <source>Empty lists everything.</source>
      <translation>Leer listet alles auf.</translation>
    </message>
    <message>
      <source>Empty: as the register is now.</source>
      <translation>Leer: wie das Register jetzt ist.</translation>
    </message>
    <message>
      <source>Emptying the cache</source>
      <translation>Zwischenspeicher wird geleert</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>Kodierung</translation>
    </message>
    <message>
      <source>Entry</source>
      <translation>Eintrag</translation>
    </message>
    <message>
      <source>Entry changed</source>
      <translation>Eintrag geändert</translation>
    </message>
    <message>
      <source>Entry created</source>
      <translation>Eintrag angelegt</translation>
    </message>
    <message>
      <source>Entry deleted</source>
      <translation>Eintrag gelöscht</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Error: {text}</source>
      <translation>Fehler: {text}</translation>
    </message>
    <message>
      <source>Evaluate</source>
      <translation>Auswerten</translation>
    </message>
    <message>
      <source>Every second byte is zero.</source>
      <translation>Jedes zweite Byte ist null.</translation>
    </message>
    <message>
      <source>Everybody can see this project already, though its review state is “{state}” and not “{published}”. Restrict the visibility until it is published, or leave it so on purpose.</source>
      <translation>Dieses Projekt ist bereits für alle sichtbar, obwohl sein Freigabestatus „{state}“ und nicht „{published}“ ist. Schränken Sie die Sichtbarkeit bis zur Veröffentlichung ein, oder lassen Sie sie bewusst so.</translation>
    </message>
    <message>
      <source>Everything has arrived.</source>
      <translation>Alles ist angekommen.</translation>
    </message>
    <message>
      <source>Everything in the draft is saved already.</source>
      <translation>Alles aus dem Entwurf ist schon gespeichert.</translation>
    </message>
    <message>
      <source>Example of MAPPING for a table with a column per quantity: {"station": "Station", "x": "Rechtswert", "y": "Hochwert", "crs": "EPSG:25832", "time": "Zeit", "timezone": "local", "values": {"Temp": {"property": "air_temperature", "unit": "°C"}}, "nodata": [-999]}. What is left out is recognised.</source>
      <translation>Beispiel für MAPPING bei einer Tabelle mit einer Spalte je Messgröße: {"station": "Station", "x": "Rechtswert", "y": "Hochwert", "crs": "EPSG:25832", "time": "Zeit", "timezone": "local", "values": {"Temp": {"property": "air_temperature", "unit": "°C"}}, "nodata": [-999]}. Was fehlt, wird erkannt.</translation>
    </message>
    <message>
      <source>Example: AREAS = districts of Bochum, RASTER = air temperature at 2 pm in 10 m cells, STATISTICS = mean and max. The result shows the mean per district in five classes of equal count.</source>
      <translation>Beispiel: AREAS = Stadtbezirke von Bochum, RASTER = Lufttemperatur um 14 Uhr in 10-m-Zellen, STATISTICS = mean und max. Das Ergebnis zeigt den Mittelwert je Bezirk in fünf gleich stark besetzten Klassen.</translation>
    </message>
    <message>
      <source>Example: LOCAL = kopie.gpkg, REMOTE = postgresql://db.example.org/geo, ON_CONFLICT = report.</source>
      <translation>Beispiel: LOCAL = kopie.gpkg, REMOTE = postgresql://db.example.org/geo, ON_CONFLICT = report.</translation>
    </message>
    <message>
      <source>Example: PORTAL = opendata.ruhr, QUERY = Baumkataster, AGS = 05911000, FORMAT = WFS, OPEN_ONLY = yes lists the open tree registers of Bochum that QGIS can load as WFS.</source>
      <translation>Beispiel: PORTAL = opendata.ruhr, QUERY = Baumkataster, AGS = 05911000, FORMAT = WFS, OPEN_ONLY = ja listet die offenen Baumkataster von Bochum auf, die QGIS als WFS laden kann.</translation>
    </message>
    <message>
      <source>Example: STORE = herne.sqlite, PROPERTY = air_temperature, PERIOD = season, NORMAL_YEARS = 1991-2020.</source>
      <translation>Beispiel: STORE = herne.sqlite, PROPERTY = air_temperature, PERIOD = season, NORMAL_YEARS = 1991-2020.</translation>
    </message>
    <message>
      <source>Example: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-06-01, END = 2026-08-31, MIN_COMPLETENESS = 0.9, DAY = local.</source>
      <translation>Beispiel: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-06-01, END = 2026-08-31, MIN_COMPLETENESS = 0.9, DAY = local.</translation>
    </message>
    <message>
      <source>Example: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-07-01, END = 2026-07-03, STEP = hour.</source>
      <translation>Beispiel: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-07-01, END = 2026-07-03, STEP = hour.</translation>
    </message>
    <message>
      <source>Example: STORE = herne.sqlite, REFERENCE = Bislicher Insel, START = 2026-06-01, END = 2026-08-31.</source>
      <translation>Beispiel: STORE = herne.sqlite, REFERENCE = Bislicher Insel, START = 2026-06-01, END = 2026-08-31.</translation>
    </message>
    <message>
      <source>Example: STORE = herne.sqlite, START = 2026-06-01, END = 2026-08-31; HEIGHTS: 15 minutes 8.1, 10.3, 11.7, 13.6, 16.4, 19.3, 21.2, 23.6, 27.1 mm.</source>
      <translation>Beispiel: STORE = herne.sqlite, START = 2026-06-01, END = 2026-08-31; HEIGHTS: 15 Minuten 8,1, 10,3, 11,7, 13,6, 16,4, 19,3, 21,2, 23,6, 27,1 mm.</translation>
    </message>
    <message>
      <source>Example: STORE = postgresql://db.example.org/geo?schema=ruhr_register, SAMPLE = yes.</source>
      <translation>Beispiel: STORE = postgresql://db.example.org/geo?schema=ruhr_register, SAMPLE = ja.</translation>
    </message>
    <message>
      <source>Example: STORE = register.gpkg, INPUT = herne.csv, DRY_RUN = yes, REPORT = bericht.html.</source>
      <translation>Beispiel: STORE = register.gpkg, INPUT = herne.csv, DRY_RUN = ja, REPORT = bericht.html.</translation>
    </message>
    <message>
      <source>Example: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, DRY_RUN = no, REPORT = protokoll.html.</source>
      <translation>Beispiel: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, DRY_RUN = nein, REPORT = protokoll.html.</translation>
    </message>
    <message>
      <source>Example: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, OUTPUT = auskunft.html.</source>
      <translation>Beispiel: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, OUTPUT = auskunft.html.</translation>
    </message>
    <message>
      <source>Example: STORE = register.gpkg, SCOPE = public, OUTPUT = projekte.csv.</source>
      <translation>Beispiel: STORE = register.gpkg, SCOPE = public, OUTPUT = projekte.csv.</translation>
    </message>
    <message>
      <source>Example: STORE = register.gpkg.</source>
      <translation>Beispiel: STORE = register.gpkg.</translation>
    </message>
    <message>
      <source>Example: THRESHOLDS = {"air_temperature": {"high": 45, "stuck_h": null}} allows up to 45 °C and does not look for values that do not change.</source>
      <translation>Beispiel: THRESHOLDS = {"air_temperature": {"high": 45, "stuck_h": null}} lässt bis zu 45 °C zu und sucht nicht nach Werten, die sich nicht ändern.</translation>
    </message>
    <message>
      <source>Example: URL = address of the WFS of the tree register, TYPENAME = ms:baeume, EXTENT = Bochum, CRS = EPSG:25832. An existing file is replaced only when the new one is whole.</source>
      <translation>Beispiel: URL = Adresse des WFS des Baumkatasters, TYPENAME = ms:baeume, EXTENT = Bochum, CRS = EPSG:25832. Eine vorhandene Datei wird erst ersetzt, wenn die neue vollständig ist.</translation>
    </message>
    <message>
      <source>Examples</source>
      <translation>Beispiele</translation>
    </message>
    <message>
      <source>Exchange</source>
      <translation>Austausch</translation>
    </message>
    <message>
      <source>Exchange ({count} new)</source>
      <translation>Austausch ({count} neu)</translation>
    </message>
    <message>
      <source>Expected: {expected}, received: {received}</source>
      <translation>Erwartet: {expected}, erhalten: {received}</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>Export chart</source>
      <translation>Diagramm exportieren</translation>
    </message>
    <message>
      <source>Export collections</source>
      <translation>Sammlungen exportieren</translation>
    </message>
    <message>
      <source>Export collections …</source>
      <translation>Sammlungen exportieren …</translation>
    </message>
    <message>
      <source>Export own catalogues</source>
      <translation>Eigene Kataloge exportieren</translation>
    </message>
    <message>
      <source>Export projects</source>
      <translation>Projekte ausgeben</translation>
    </message>
    <message>
      <source>Export values</source>
      <translation>Werte exportieren</translation>
    </message>
    <message>
      <source>Exported files, reports, and unsaved drafts of other people on their computers are not searched.</source>
      <translation>Ausgegebene Dateien, Berichte und nicht gespeicherte Entwürfe anderer auf deren Rechnern werden nicht durchsucht.</translation>
    </message>
    <message>
      <source>Exporting projects</source>
      <translation>Projekte werden ausgegeben</translation>
    </message>
    <message>
      <source>Exporting values</source>
      <translation>Werte werden exportiert</translation>
    </message>
    <message>
      <source>Extent</source>
      <translation>Ausdehnung</translation>
    </message>
    <message>
      <source>F&amp;etch</source>
      <translation>&amp;Holen</translation>
    </message>
    <message>
      <source>Factor</source>
      <translation>Faktor</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>Favoriten</translation>
    </message>
    <message>
      <source>Features</source>
      <translation>Objekte</translation>
    </message>
    <message>
      <source>Fetch from {portal}</source>
      <translation>Von {portal} abrufen</translation>
    </message>
    <message>
      <source>Fetch measured values</source>
      <translation>Messwerte holen</translation>
    </message>
    <message>
      <source>Fetch measured values …</source>
      <translation>Messwerte holen …</translation>
    </message>
    <message>
      <source>Fetch now</source>
      <translation>Jetzt holen</translation>
    </message>
    <message>
      <source>Fetch observations</source>
      <translation>Messwerte holen</translation>
    </message>
    <message>
      <source>Fetch of measured values (ruhr:fetchobservations)</source>
      <translation>Abruf von Messwerten (ruhr:fetchobservations)</translation>
    </message>
    <message>
      <source>Fetch values …</source>
      <translation>Messwerte holen …</translation>
    </message>
    <message>
      <source>Fetched: {time}</source>
      <translation>Abgerufen: {time}</translation>
    </message>
    <message>
      <source>Fetches at most 5 MB from {host}.</source>
      <translation>Holt höchstens 5 MB von {host}.</translation>
    </message>
    <message>
      <source>Fetches stations and measured values into a store (one SQLite file for several sources) and gives the latest value of each as points.</source>
      <translation>Holt Stationen und Messwerte in einen Speicher (eine SQLite-Datei für mehrere Quellen) und gibt den neuesten Wert von jeder als Punkte aus.</translation>
    </message>
    <message>
      <source>Fetches stations and their measured values into a file, from services and from tables.</source>
      <translation>Holt Stationen und ihre Messwerte aus Diensten und Tabellen in eine Datei.</translation>
    </message>
    <message>
      <source>Fetches the file from {host} if it is not larger than 2 MB.</source>
      <translation>Holt die Datei von {host}, wenn sie nicht größer als 2 MB ist.</translation>
    </message>
    <message>
      <source>Fetching from {service}</source>
      <translation>{service} wird abgerufen</translation>
    </message>
    <message>
      <source>Fetching measured values</source>
      <translation>Messwerte werden geholt</translation>
    </message>
    <message>
      <source>Fetching the central list</source>
      <translation>Die zentrale Liste wird geholt</translation>
    </message>
    <message>
      <source>Fetching the file</source>
      <translation>Datei wird abgerufen</translation>
    </message>
    <message>
      <source>Fetching the preview …</source>
      <translation>Die Vorschau wird geholt …</translation>
    </message>
    <message>
      <source>Fetching values …</source>
      <translation>Messwerte werden geholt …</translation>
    </message>
    <message>
      <source>Fetching “{title}”</source>
      <translation>„{title}“ wird abgerufen</translation>
    </message>
    <message>
      <source>Fetching “{title}” …</source>
      <translation>„{title}“ wird abgerufen …</translation>
    </message>
    <message>
      <source>Fi&amp;le</source>
      <translation>Da&amp;tei</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>Field for the column “{column}”</source>
      <translation>Feld für die Spalte „{column}“</translation>
    </message>
    <message>
      <source>Field of action</source>
      <translation>Handlungsfeld</translation>
    </message>
    <message>
      <source>Field the comment is about</source>
      <translation>Feld, um das es geht</translation>
    </message>
    <message>
      <source>Fields in conflict</source>
      <translation>Felder im Konflikt</translation>
    </message>
    <message>
      <source>Fields of action only</source>
      <translation>Nur Handlungsfelder</translation>
    </message>
    <message>
      <source>Fields to publish:</source>
      <translation>Veröffentlichte Felder:</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>File of projects</source>
      <translation>Datei mit Projekten</translation>
    </message>
    <message>
      <source>File …</source>
      <translation>Datei …</translation>
    </message>
    <message>
      <source>Files and services</source>
      <translation>Dateien und Dienste</translation>
    </message>
    <message>
      <source>Files ending with “{ending}” cannot be written. Choose one of: {endings}.</source>
      <translation>Dateien mit der Endung „{ending}“ können nicht geschrieben werden. Wählen Sie eine von: {endings}.</translation>
    </message>
    <message>
      <source>Files of this kind are not opened from here. Their folder is shown instead.</source>
      <translation>Dateien dieser Art werden von hier nicht geöffnet. Stattdessen wird ihr Ordner gezeigt.</translation>
    </message>
    <message>
      <source>Files of this kind are read whole, and this one is larger than {size} MB: no preview.</source>
      <translation>Dateien dieser Art werden ganz gelesen, und diese ist größer als {size} MB: keine Vorschau.</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Filter the layers</source>
      <translation>Layer filtern</translation>
    </message>
    <message>
      <source>Filter the projects</source>
      <translation>Projekte filtern</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Find an address</source>
      <translation>Adresse suchen</translation>
    </message>
    <message>
      <source>Find out and &amp;add</source>
      <translation>Ermitteln und hin&amp;zufügen</translation>
    </message>
    <message>
      <source>Finding</source>
      <translation>Befund</translation>
    </message>
    <message>
      <source>Finding out what “{title}” is</source>
      <translation>Es wird ermittelt, was „{title}“ ist</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>Befunde</translation>
    </message>
    <message>
      <source>First asks {portal} for today's address.</source>
      <translation>Fragt zuerst {portal} nach der heutigen Adresse.</translation>
    </message>
    <message>
      <source>First rows</source>
      <translation>Erste Zeilen</translation>
    </message>
    <message>
      <source>First rows with the type of each column</source>
      <translation>Erste Zeilen mit dem Typ jeder Spalte</translation>
    </message>
    <message>
      <source>First values</source>
      <translation>Erste Werte</translation>
    </message>
    <message>
      <source>Focus themes</source>
      <translation>Schwerpunktthemen</translation>
    </message>
    <message>
      <source>Fold or unfold the detail</source>
      <translation>Details auf- oder zuklappen</translation>
    </message>
    <message>
      <source>Folder of the cache</source>
      <translation>Ordner des Zwischenspeichers</translation>
    </message>
    <message>
      <source>Folder …</source>
      <translation>Ordner …</translation>
    </message>
    <message>
      <source>For administrators who publish a register in PostgreSQL by QGIS Server or pygeoapi: its tables are changed as these need them. A register that exists is made ready too, if all in it is public.</source>
      <translation>Für alle, die ein Register in PostgreSQL mit QGIS Server oder pygeoapi veröffentlichen: Die Tabellen werden so geändert, wie diese sie brauchen. Auch ein vorhandenes Register wird vorbereitet, wenn alles darin öffentlich ist.</translation>
    </message>
    <message>
      <source>For entries that are not public. It is sent to the host of the portal only.</source>
      <translation>Für nicht öffentliche Einträge. Die Anmeldung wird nur an den Server des Portals gesendet.</translation>
    </message>
    <message>
      <source>For example 1991-2020: each station's own normals from these years. Empty: none.</source>
      <translation>Zum Beispiel 1991-2020: die eigenen Mittelwerte jeder Station aus diesen Jahren. Leer: keine.</translation>
    </message>
    <message>
      <source>For example WFS, WMS, GeoJSON; several with commas. At least one resource must have one of them.</source>
      <translation>Zum Beispiel WFS, WMS, GeoJSON; mehrere mit Komma. Mindestens eine Ressource muss eines davon haben.</translation>
    </message>
    <message>
      <source>For example air_temperature, precipitation_amount, no2, pm10, o3.</source>
      <translation>Zum Beispiel air_temperature, precipitation_amount, no2, pm10, o3.</translation>
    </message>
    <message>
      <source>For example air_temperature, relative_humidity, pm10.</source>
      <translation>Zum Beispiel air_temperature, relative_humidity, pm10.</translation>
    </message>
    <message>
      <source>For how many hours the value may stay exactly the same.</source>
      <translation>Wie viele Stunden der Wert genau gleich bleiben darf.</translation>
    </message>
    <message>
      <source>For registers in a database or behind a service. Kept in QGIS's password store.</source>
      <translation>Für Register in einer Datenbank oder hinter einem Dienst. Liegt im Passwortspeicher von QGIS.</translation>
    </message>
    <message>
      <source>For services that are not public. It is sent to the host of the service only.</source>
      <translation>Für Dienste, die nicht öffentlich sind. Sie geht nur an den Rechner des Dienstes.</translation>
    </message>
    <message>
      <source>For the wind at 10 m, which the UTCI takes; lamp posts have about 3.3 m.</source>
      <translation>Für den Wind in 10 m, den der UTCI nimmt; Laternenmasten haben etwa 3,3 m.</translation>
    </message>
    <message>
      <source>For whom</source>
      <translation>Für wen</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Found data sets</source>
      <translation>Gefundene Datensätze</translation>
    </message>
    <message>
      <source>Free to use without conditions.</source>
      <translation>Ohne Bedingungen nutzbar.</translation>
    </message>
    <message>
      <source>Fro&amp;m</source>
      <translation>&amp;Von</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Herkunft</translation>
    </message>
    <message>
      <source>From KOSTRA-DWD for the grid cell of the station. Lines and columns you do not need stay empty.</source>
      <translation>Aus KOSTRA-DWD für das Rasterfeld der Station. Zeilen und Spalten, die Sie nicht brauchen, bleiben leer.</translation>
    </message>
    <message>
      <source>From selection …</source>
      <translation>Aus Auswahl …</translation>
    </message>
    <message>
      <source>From the catalogue …</source>
      <translation>Aus dem Katalog …</translation>
    </message>
    <message>
      <source>From the file: {new} new, {changed} changed. Nothing is saved yet.</source>
      <translation>Aus der Datei: {new} neu, {changed} geändert. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
      <source>From the map …</source>
      <translation>Von der Karte …</translation>
    </message>
    <message>
      <source>From these numbers on a value is marked as doubtful. Empty: not checked. Your own numbers are bold; they hold from the next check on.</source>
      <translation>Ab diesen Zahlen wird ein Wert als zweifelhaft markiert. Leer: nicht geprüft. Ihre eigenen Zahlen sind fett; sie gelten ab der nächsten Prüfung.</translation>
    </message>
    <message>
      <source>From this day on the register reminds you to delete the contact.</source>
      <translation>Ab diesem Tag erinnert das Register daran, den Kontakt zu löschen.</translation>
    </message>
    <message>
      <source>From this value on it may stay the same for ever, as the humidity does in fog.</source>
      <translation>Ab diesem Wert darf er beliebig lange gleich bleiben, wie die Feuchte im Nebel.</translation>
    </message>
    <message>
      <source>Full-time positions over the duration, e.g. 1.5.</source>
      <translation>Vollzeitstellen über die Laufzeit, z. B. 1,5.</translation>
    </message>
    <message>
      <source>Function</source>
      <translation>Funktion</translation>
    </message>
    <message>
      <source>Funded</source>
      <translation>Gefördert</translation>
    </message>
    <message>
      <source>Funding</source>
      <translation>Förderung</translation>
    </message>
    <message>
      <source>Funding &amp;programmes</source>
      <translation>Förder&amp;programme</translation>
    </message>
    <message>
      <source>Funding programme</source>
      <translation>Förderprogramm</translation>
    </message>
    <message>
      <source>Funding programmes</source>
      <translation>Förderprogramme</translation>
    </message>
    <message>
      <source>Funding, costs</source>
      <translation>Förderung und Kosten</translation>
    </message>
    <message>
      <source>Further down there are many values of another form, so the column stays text.</source>
      <translation>Weiter unten stehen viele Werte in anderer Form, deshalb bleibt die Spalte Text.</translation>
    </message>
    <message>
      <source>Further field of action</source>
      <translation>Weiteres Handlungsfeld</translation>
    </message>
    <message>
      <source>Further fields of action</source>
      <translation>Weitere Handlungsfelder</translation>
    </message>
    <message>
      <source>Gauss-Krüger zone 2</source>
      <translation>Gauß-Krüger, Streifen 2</translation>
    </message>
    <message>
      <source>Gauss-Krüger zone 3</source>
      <translation>Gauß-Krüger, Streifen 3</translation>
    </message>
    <message>
      <source>Geo service</source>
      <translation>Geodienst</translation>
    </message>
    <message>
      <source>Geo services</source>
      <translation>Geodienste</translation>
    </message>
    <message>
      <source>Geo services of the Ruhr (list)</source>
      <translation>Geodienste der Metropole Ruhr (Liste)</translation>
    </message>
    <message>
      <source>GeoJSON, for maps on the web</source>
      <translation>GeoJSON, für Karten im Web</translation>
    </message>
    <message>
      <source>GeoPackage</source>
      <translation>GeoPackage</translation>
    </message>
    <message>
      <source>GeoPackage of the project register</source>
      <translation>GeoPackage des Projektregisters</translation>
    </message>
    <message>
      <source>GeoPackage, for QGIS</source>
      <translation>GeoPackage, für QGIS</translation>
    </message>
    <message>
      <source>Geometry (WKT)</source>
      <translation>Geometrie (WKT)</translation>
    </message>
    <message>
      <source>Geometry as text (WKT)</source>
      <translation>Geometrie als Text (WKT)</translation>
    </message>
    <message>
      <source>Give it a name.</source>
      <translation>Vergeben Sie einen Namen.</translation>
    </message>
    <message>
      <source>Give the cache folder with its full path.</source>
      <translation>Geben Sie den Ordner des Zwischenspeichers mit vollem Pfad an.</translation>
    </message>
    <message>
      <source>Give the person's name or e-mail address, at least three letters each; separate several by semicolons.</source>
      <translation>Geben Sie Name oder E-Mail-Adresse der Person an, jeweils mindestens drei Zeichen; mehrere durch Semikolon getrennt.</translation>
    </message>
    <message>
      <source>Gives a point for each station and hour or day with the mean of its values. The layer is set up for QGIS's temporal controller: it plays the network as a film.</source>
      <translation>Gibt für jede Station und jede Stunde oder jeden Tag einen Punkt mit dem Mittel ihrer Werte aus. Der Layer ist für die Zeitsteuerung von QGIS eingerichtet: Sie spielt das Messnetz als Film ab.</translation>
    </message>
    <message>
      <source>Gives the largest rain sum of each station for each duration from 5 minutes to 3 days, with its time, and its return period if you enter the heights of KOSTRA-DWD for your grid cell.</source>
      <translation>Gibt die größte Regensumme jeder Station für jede Dauer von 5 Minuten bis 3 Tagen mit ihrer Zeit an, und ihre Wiederkehrzeit, wenn Sie die Höhen aus KOSTRA-DWD für Ihr Rasterfeld eintragen.</translation>
    </message>
    <message>
      <source>Go back</source>
      <translation>Zurückkehren</translation>
    </message>
    <message>
      <source>Go back to the backup “{name}”? What was saved since is no longer in the register then; the present state is kept among the backups.</source>
      <translation>Zur Sicherung „{name}“ zurückkehren? Was seitdem gespeichert wurde, steht dann nicht mehr im Register; der jetzige Stand bleibt bei den Sicherungen erhalten.</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Go on with the others</source>
      <translation>Mit den übrigen weitermachen</translation>
    </message>
    <message>
      <source>Go to projects</source>
      <translation>Zu den Projekten</translation>
    </message>
    <message>
      <source>Going back to a backup</source>
      <translation>Sicherung wird wiederhergestellt</translation>
    </message>
    <message>
      <source>Group:</source>
      <translation>Gruppe:</translation>
    </message>
    <message>
      <source>Group: {title}</source>
      <translation>Gruppe: {title}</translation>
    </message>
    <message>
      <source>Groups of the &amp;plugin: those without a tick do not count</source>
      <translation>Gruppen des &amp;Plugins: ohne Haken gelten sie nicht</translation>
    </message>
    <message>
      <source>Head</source>
      <translation>Kopf</translation>
    </message>
    <message numerus="yes">
      <source>Healing %n layer(s)</source>
      <translation>
        <numerusform>%n Layer wird repariert</numerusform>
        <numerusform>%n Layer werden repariert</numerusform>
      </translation>
    </message>
    <message>
      <source>Heat at stations</source>
      <translation>Hitze an Stationen</translation>
    </message>
    <message>
      <source>Heat of measured values (ruhr:stationheat)</source>
      <translation>Hitze aus Messwerten (ruhr:stationheat)</translation>
    </message>
    <message>
      <source>Heavy &amp;rain …</source>
      <translation>Stark&amp;regen …</translation>
    </message>
    <message>
      <source>Heavy rain at stations</source>
      <translation>Starkregen an Stationen</translation>
    </message>
    <message>
      <source>Height of the wind sensors above ground (m)</source>
      <translation>Höhe der Windsensoren über Grund (m)</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>Help for Ruhr Smart City</source>
      <translation>Hilfe zu Ruhr Smart City</translation>
    </message>
    <message>
      <source>Here you see what is public of them. Master data are kept in the register itself, the database or the file: open that one to change them.</source>
      <translation>Hier sehen Sie nur, was öffentlich ist. Gepflegt werden Stammdaten im Register selbst, der Datenbank oder der Datei: Öffnen Sie dieses, um sie zu ändern.</translation>
    </message>
    <message numerus="yes">
      <source>Hidden here by search, filter or area: %n project(s) selected on the map.</source>
      <translation>
        <numerusform>Durch Suche, Filter oder Gebiet hier ausgeblendet: %n auf der Karte gewähltes Projekt.</numerusform>
        <numerusform>Durch Suche, Filter oder Gebiet hier ausgeblendet: %n auf der Karte gewählte Projekte.</numerusform>
      </translation>
    </message>
    <message>
      <source>Highest</source>
      <translation>Größter</translation>
    </message>
    <message>
      <source>Highest amount (€)</source>
      <translation>Höchstbetrag (€)</translation>
    </message>
    <message>
      <source>Hint</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>History of the entry in “{list}”</source>
      <translation>Verlauf des Eintrags in „{list}“</translation>
    </message>
    <message>
      <source>History of “{name}”</source>
      <translation>Verlauf von „{name}“</translation>
    </message>
    <message>
      <source>History …</source>
      <translation>Verlauf …</translation>
    </message>
    <message numerus="yes">
      <source>Hours of %n day(s)</source>
      <translation>
        <numerusform>Stunden von %n Tag</numerusform>
        <numerusform>Stunden von %n Tagen</numerusform>
      </translation>
    </message>
    <message>
      <source>Hours of the days</source>
      <translation>Stunden der Tage</translation>
    </message>
    <message>
      <source>Hours of the days: {title}</source>
      <translation>Stunden der Tage: {title}</translation>
    </message>
    <message>
      <source>How did the values run over the map? As points for the temporal controller.</source>
      <translation>Wie liefen die Werte über die Karte? Als Punkte für die Zeitsteuerung.</translation>
    </message>
    <message>
      <source>How easily another municipality could take the solution over.</source>
      <translation>Wie leicht eine andere Kommune die Lösung übernehmen könnte.</translation>
    </message>
    <message>
      <source>How far a single value may stand out from the two beside it.</source>
      <translation>Wie weit ein einzelner Wert aus den beiden daneben herausragen darf.</translation>
    </message>
    <message>
      <source>How far the effect reaches, not where the office is.</source>
      <translation>Wie weit die Wirkung reicht, nicht wo das Büro sitzt.</translation>
    </message>
    <message>
      <source>How many summer days, tropical nights, exceedances did each station have, and how complete is that?</source>
      <translation>Wie viele Sommertage, Tropennächte, Überschreitungen hatte jede Station, und wie vollständig ist das?</translation>
    </message>
    <message>
      <source>How mature the solution is, from idea to transfer. The status says how the work goes.</source>
      <translation>Wie reif die Lösung ist, von der Idee bis zum Transfer. Der Status sagt, wie die Arbeit läuft.</translation>
    </message>
    <message>
      <source>How much warmer is the town than its surroundings, by day, by night and by season?</source>
      <translation>Wie viel wärmer ist die Stadt als ihr Umland, bei Tag, bei Nacht und je Jahreszeit?</translation>
    </message>
    <message>
      <source>How often it is measured, e.g. yearly.</source>
      <translation>Wie oft gemessen wird, z. B. jährlich.</translation>
    </message>
    <message>
      <source>How the work goes at present. Delayed, paused and cancelled projects need a reason.</source>
      <translation>Wie die Arbeit zurzeit läuft. Verzögerte, pausierte und abgebrochene Projekte brauchen einen Grund.</translation>
    </message>
    <message>
      <source>How warm, high, loud or green is it in each area? Mean, sum, extremes of a raster per polygon.</source>
      <translation>Wie warm, hoch, laut oder grün ist es in jeder Fläche? Mittelwert, Summe und Extremwerte eines Rasters je Polygon.</translation>
    </message>
    <message>
      <source>How warm, wet or dusty was each month, season or year, and how far from normal?</source>
      <translation>Wie warm, nass oder staubig war jeder Monat, jede Jahreszeit, jedes Jahr, und wie weit vom Üblichen entfernt?</translation>
    </message>
    <message>
      <source>How you judge the project yourself. It never leaves the internal part.</source>
      <translation>Wie Sie das Projekt selbst einschätzen. Die Ampel verlässt den internen Teil nie.</translation>
    </message>
    <message>
      <source>I&amp;mport projects …</source>
      <translation>Projekte &amp;einlesen …</translation>
    </message>
    <message>
      <source>INCOMPLETE: {received} of more</source>
      <translation>UNVOLLSTÄNDIG: {received} von mehr</translation>
    </message>
    <message>
      <source>INCOMPLETE: {received} of {expected}</source>
      <translation>UNVOLLSTÄNDIG: {received} von {expected}</translation>
    </message>
    <message>
      <source>INTERN</source>
      <translation>INTERN</translation>
    </message>
    <message>
      <source>INTERN – Comments</source>
      <translation>INTERN – Kommentare</translation>
    </message>
    <message>
      <source>INTERN – Contacts</source>
      <translation>INTERN – Ansprechpersonen</translation>
    </message>
    <message>
      <source>INTERN – Costs and internal notes</source>
      <translation>INTERN – Kosten und interne Notizen</translation>
    </message>
    <message>
      <source>INTERN – Funding</source>
      <translation>INTERN – Förderung</translation>
    </message>
    <message>
      <source>INTERN – History</source>
      <translation>INTERN – Verlauf</translation>
    </message>
    <message>
      <source>INTERN – Smart City projects</source>
      <translation>INTERN – Smart-City-Projekte</translation>
    </message>
    <message>
      <source>INTERN – Smart City projects (areas)</source>
      <translation>INTERN – Smart-City-Projekte (Flächen)</translation>
    </message>
    <message>
      <source>INTERN – Smart City projects (routes)</source>
      <translation>INTERN – Smart-City-Projekte (Trassen)</translation>
    </message>
    <message>
      <source>INTERN – {title}</source>
      <translation>INTERN – {title}</translation>
    </message>
    <message>
      <source>INTERN: do not hand it on.</source>
      <translation>INTERN: nicht weitergeben.</translation>
    </message>
    <message>
      <source>INTERN: do not pass on what this layer shows.</source>
      <translation>INTERN: nicht weitergeben, was dieser Layer zeigt.</translation>
    </message>
    <message>
      <source>INTERN: this file holds internal statements. Do not hand it on.</source>
      <translation>INTERN: Diese Datei enthält interne Angaben. Geben Sie sie nicht weiter.</translation>
    </message>
    <message>
      <source>INTERN: what the register “{register}” holds on {person}</source>
      <translation>INTERN: was das Register „{register}“ über {person} enthält</translation>
    </message>
    <message>
      <source>Id</source>
      <translation>Id</translation>
    </message>
    <message>
      <source>Id of the record</source>
      <translation>Kennung des Datensatzes</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>If only the month, the quarter or the year is known, enter any day of it and choose the precision beside it.</source>
      <translation>Ist nur Monat, Quartal oder Jahr bekannt, einen beliebigen Tag daraus eintragen und daneben die Genauigkeit wählen.</translation>
    </message>
    <message>
      <source>If the portal is not of the kind “{kind}”, choose “auto”: the kind is then found out.</source>
      <translation>Wenn das Portal nicht von der Art „{kind}“ ist, wählen Sie „auto“: Die Art wird dann ermittelt.</translation>
    </message>
    <message>
      <source>Image address</source>
      <translation>Bildadresse</translation>
    </message>
    <message>
      <source>Image credit</source>
      <translation>Bildnachweis</translation>
    </message>
    <message>
      <source>Import a list of catalogues</source>
      <translation>Liste von Katalogen importieren</translation>
    </message>
    <message>
      <source>Import collections</source>
      <translation>Sammlungen importieren</translation>
    </message>
    <message>
      <source>Import collections …</source>
      <translation>Sammlungen importieren …</translation>
    </message>
    <message>
      <source>Import of {name}</source>
      <translation>Import von {name}</translation>
    </message>
    <message>
      <source>Import projects</source>
      <translation>Projekte einlesen</translation>
    </message>
    <message>
      <source>Import projects: {name}</source>
      <translation>Projekte einlesen: {name}</translation>
    </message>
    <message>
      <source>Importing “{name}”</source>
      <translation>„{name}“ wird eingelesen</translation>
    </message>
    <message>
      <source>Imports into this register cannot be taken back from here: it keeps no history.</source>
      <translation>In dieses Register Eingelesenes lässt sich hier nicht rückgängig machen: Es führt keinen Verlauf.</translation>
    </message>
    <message>
      <source>In UTC</source>
      <translation>In UTC</translation>
    </message>
    <message>
      <source>In UTC unless an offset is given. Empty: what is newer than the store.</source>
      <translation>In UTC, wenn kein Versatz angegeben ist. Leer: was neuer ist als der Speicher.</translation>
    </message>
    <message>
      <source>In UTC. Empty: from the first value.</source>
      <translation>In UTC. Leer: ab dem ersten Wert.</translation>
    </message>
    <message>
      <source>In a database the log-in must be allowed to make schemas and roles. It makes the roles ruhr_public, ruhr_member, ruhr_reviewer and ruhr_admin; give them to the log-ins of your team, and enter in the table membership who works for which municipality.</source>
      <translation>In einer Datenbank muss die Anmeldung Schemas und Rollen anlegen dürfen. Angelegt werden die Rollen ruhr_public, ruhr_member, ruhr_reviewer und ruhr_admin; geben Sie sie den Anmeldungen Ihres Teams und tragen Sie in der Tabelle membership ein, wer für welche Kommune arbeitet.</translation>
    </message>
    <message numerus="yes">
      <source>In common: %n field(s) taken over.</source>
      <translation>
        <numerusform>Gemeinsam: %n Feld übernommen.</numerusform>
        <numerusform>Gemeinsam: %n Felder übernommen.</numerusform>
      </translation>
    </message>
    <message>
      <source>In the QGIS profile</source>
      <translation>Im QGIS-Profil</translation>
    </message>
    <message>
      <source>In the file</source>
      <translation>In der Datei</translation>
    </message>
    <message>
      <source>In the index</source>
      <translation>Im Index</translation>
    </message>
    <message>
      <source>In the map e&amp;xtent only</source>
      <translation>&amp;Nur im Kartenausschnitt</translation>
    </message>
    <message>
      <source>In the map extent</source>
      <translation>Im Kartenausschnitt</translation>
    </message>
    <message>
      <source>In the register</source>
      <translation>Im Register</translation>
    </message>
    <message>
      <source>Index of the catalogues</source>
      <translation>Index der Kataloge</translation>
    </message>
    <message numerus="yes">
      <source>Index: %n catalogue(s)</source>
      <translation>
        <numerusform>Index: %n Katalog</numerusform>
        <numerusform>Index: %n Kataloge</numerusform>
      </translation>
    </message>
    <message>
      <source>Indicator</source>
      <translation>Kennzahl</translation>
    </message>
    <message>
      <source>Indicators</source>
      <translation>Kennzahlen</translation>
    </message>
    <message>
      <source>Indices of measured values (ruhr:climateindices)</source>
      <translation>Kenngrößen aus Messwerten (ruhr:climateindices)</translation>
    </message>
    <message>
      <source>Indices of stations</source>
      <translation>Kenngrößen der Stationen</translation>
    </message>
    <message>
      <source>Input: {title}</source>
      <translation>Eingabe: {title}</translation>
    </message>
    <message>
      <source>Insert source notes</source>
      <translation>Quellenvermerke einfügen</translation>
    </message>
    <message>
      <source>Internal</source>
      <translation>Intern</translation>
    </message>
    <message>
      <source>Internal note</source>
      <translation>Interne Notiz</translation>
    </message>
    <message>
      <source>Internal output is for your own use only.</source>
      <translation>Interne Ausgaben sind nur für den eigenen Gebrauch.</translation>
    </message>
    <message>
      <source>Into &amp;file</source>
      <translation>In &amp;Datei</translation>
    </message>
    <message>
      <source>Into a print layout</source>
      <translation>In ein Drucklayout</translation>
    </message>
    <message>
      <source>Is written as {name}</source>
      <translation>Wird geschrieben als {name}</translation>
    </message>
    <message>
      <source>It also answers as: {kinds}.</source>
      <translation>Er antwortet auch als: {kinds}.</translation>
    </message>
    <message>
      <source>It answers as: {kind}.</source>
      <translation>Es antwortet als: {kind}.</translation>
    </message>
    <message>
      <source>It could not be found out what kind of portal “{name}” is; it may ask for a log-in. Choose the kind yourself, or check the address.</source>
      <translation>Welche Art von Portal „{name}“ ist, ließ sich nicht feststellen; vielleicht verlangt es eine Anmeldung. Wählen Sie die Art selbst oder prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>It has no rules for these tiles.</source>
      <translation>Er enthält keine Regeln für diese Kacheln.</translation>
    </message>
    <message>
      <source>It holds only what is public. Projects can be read and changed there; which ones this log-in may change, the service says when you save.</source>
      <translation>Es enthält nur, was öffentlich ist. Projekte können dort gelesen und geändert werden; welche diese Anmeldung ändern darf, sagt der Dienst beim Speichern.</translation>
    </message>
    <message>
      <source>It is deleted, but traces may remain in the file while another program has it open. Close its layers in QGIS and run this again.</source>
      <translation>Es ist gelöscht, doch in der Datei können Spuren bleiben, solange ein anderes Programm sie offen hat. Schließen Sie ihre Layer in QGIS, und führen Sie dies noch einmal aus.</translation>
    </message>
    <message>
      <source>It is no object.</source>
      <translation>Es ist kein Objekt.</translation>
    </message>
    <message>
      <source>It no longer has: {layers}.</source>
      <translation>Nicht mehr dabei: {layers}.</translation>
    </message>
    <message>
      <source>It parts {percent} % of the lines into {count} cells.</source>
      <translation>Es teilt {percent} % der Zeilen in {count} Zellen.</translation>
    </message>
    <message>
      <source>It repeats an entry above: the same address.</source>
      <translation>Sie wiederholt einen Eintrag weiter oben: dieselbe Adresse.</translation>
    </message>
    <message>
      <source>It stands under “{name}”, where nothing is read; write “portals” or “services”.</source>
      <translation>Sie steht unter „{name}“, wo nichts gelesen wird; schreiben Sie „portals“ oder „services“.</translation>
    </message>
    <message>
      <source>It was read area by area; objects without a geometry are not found that way.</source>
      <translation>Es wurde Gebiet für Gebiet gelesen; Objekte ohne Geometrie werden so nicht gefunden.</translation>
    </message>
    <message>
      <source>Its cells are texts where numbers or dates stand below.</source>
      <translation>Ihre Zellen sind Texte, wo darunter Zahlen oder Daten stehen.</translation>
    </message>
    <message>
      <source>Its link to the next page leads in a circle or to another server.</source>
      <translation>Sein Verweis auf die nächste Seite führt im Kreis oder zu einem anderen Server.</translation>
    </message>
    <message>
      <source>Its name or id. Empty: no comparison.</source>
      <translation>Ihr Name oder ihre Kennung. Leer: kein Vergleich.</translation>
    </message>
    <message>
      <source>Its pages repeat objects, so that others may be missing.</source>
      <translation>Die Seiten des Dienstes wiederholen Objekte; andere können deshalb fehlen.</translation>
    </message>
    <message>
      <source>JSON, carries everything for other registers</source>
      <translation>JSON, trägt alles für andere Register</translation>
    </message>
    <message>
      <source>JSON, or a JSON file: field of the register to column of the file. What is left out is recognised.</source>
      <translation>JSON oder eine JSON-Datei: Feld des Registers zu Spalte der Datei. Was fehlt, wird erkannt.</translation>
    </message>
    <message>
      <source>JSON-LD, for catalogues</source>
      <translation>JSON-LD, für Kataloge</translation>
    </message>
    <message>
      <source>Join</source>
      <translation>Zusammenführen</translation>
    </message>
    <message>
      <source>Join entries of one name in “{list}”</source>
      <translation>Einträge gleichen Namens in „{list}“ zusammenführen</translation>
    </message>
    <message numerus="yes">
      <source>Join “{name}” with %n other entry(ies) of this name? The selected one stays and takes over what only the others state, their contacts, and the projects that name them. This can be taken back.</source>
      <translation>
        <numerusform>„{name}“ mit %n weiteren Eintrag dieses Namens zusammenführen? Der ausgewählte bleibt und übernimmt, was nur der andere angibt, dessen Kontakte und die Projekte, die ihn nennen. Das lässt sich rückgängig machen.</numerusform>
        <numerusform>„{name}“ mit %n weiteren Einträgen dieses Namens zusammenführen? Der ausgewählte bleibt und übernimmt, was nur die anderen angeben, deren Kontakte und die Projekte, die sie nennen. Das lässt sich rückgängig machen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Join …</source>
      <translation>Zusammenführen …</translation>
    </message>
    <message>
      <source>Joined: {name}</source>
      <translation>Zusammengeführt: {name}</translation>
    </message>
    <message>
      <source>Joining entries</source>
      <translation>Einträge werden zusammengeführt</translation>
    </message>
    <message>
      <source>Judge anew</source>
      <translation>Neu beurteilen</translation>
    </message>
    <message>
      <source>Ke&amp;ywords:</source>
      <translation>Schlag&amp;wörter:</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Keep mine</source>
      <translation>Meine behalten</translation>
    </message>
    <message>
      <source>Keep the register</source>
      <translation>Register behalten</translation>
    </message>
    <message>
      <source>Keep the register's</source>
      <translation>Die des Registers behalten</translation>
    </message>
    <message>
      <source>Keeping the decisions</source>
      <translation>Entscheidungen werden verwahrt</translation>
    </message>
    <message>
      <source>Keeping the state of the services</source>
      <translation>Zustand der Dienste wird gemerkt</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Merkliste</translation>
    </message>
    <message>
      <source>Kept when the register was replaced</source>
      <translation>Aufgehoben, als das Register ersetzt wurde</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Keywords</source>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Kind of chart</source>
      <translation>Art des Diagramms</translation>
    </message>
    <message>
      <source>Kind of document</source>
      <translation>Art des Dokuments</translation>
    </message>
    <message>
      <source>Kind of organisation</source>
      <translation>Art der Organisation</translation>
    </message>
    <message>
      <source>Kind of portal</source>
      <translation>Art des Portals</translation>
    </message>
    <message>
      <source>Kind of project</source>
      <translation>Projektart</translation>
    </message>
    <message>
      <source>Kind of relation</source>
      <translation>Art der Beziehung</translation>
    </message>
    <message>
      <source>Kind of service</source>
      <translation>Art des Dienstes</translation>
    </message>
    <message>
      <source>Kind of source</source>
      <translation>Art der Quelle</translation>
    </message>
    <message>
      <source>L&amp;icence*:</source>
      <translation>L&amp;izenz*:</translation>
    </message>
    <message>
      <source>L&amp;icence:</source>
      <translation>L&amp;izenz:</translation>
    </message>
    <message>
      <source>L&amp;ist of the rows that do not fit</source>
      <translation>&amp;Liste der fehlerhaften Zeilen</translation>
    </message>
    <message>
      <source>La&amp;bel from</source>
      <translation>&amp;Bezeichnung aus</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>Bezeichnung</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Larger values are marked as not plausible.</source>
      <translation>Größere Werte werden als nicht plausibel markiert.</translation>
    </message>
    <message>
      <source>Largest change within a minute.</source>
      <translation>Größte Änderung innerhalb einer Minute.</translation>
    </message>
    <message>
      <source>Largest change within an hour.</source>
      <translation>Größte Änderung innerhalb einer Stunde.</translation>
    </message>
    <message>
      <source>Largest rain sums (ruhr:stationrain)</source>
      <translation>Größte Regensummen (ruhr:stationrain)</translation>
    </message>
    <message>
      <source>Last change</source>
      <translation>Letzte Änderung</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>Layer</translation>
    </message>
    <message>
      <source>Layer (type name or collection)</source>
      <translation>Layer (Typname oder Collection)</translation>
    </message>
    <message>
      <source>Layer “{layer}”, one of {count}</source>
      <translation>Layer „{layer}“, einer von {count}</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>Layer</translation>
    </message>
    <message>
      <source>Layers and findings</source>
      <translation>Layer und Befunde</translation>
    </message>
    <message>
      <source>Layers of this kind cannot be checked. Look on the map whether it is drawn.</source>
      <translation>Layer dieser Art lassen sich nicht prüfen. Sehen Sie auf der Karte nach, ob er gezeichnet wird.</translation>
    </message>
    <message>
      <source>Layers that were changed since or are being edited were left as they are.</source>
      <translation>Layer, die seither geändert wurden oder gerade bearbeitet werden, blieben, wie sie sind.</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>Layout</translation>
    </message>
    <message>
      <source>Layouts</source>
      <translation>Layouts</translation>
    </message>
    <message>
      <source>Lead</source>
      <translation>Federführung</translation>
    </message>
    <message>
      <source>Least completeness of a day</source>
      <translation>Mindestvollständigkeit eines Tages</translation>
    </message>
    <message>
      <source>Least difference from the median of the neighbours that is marked.</source>
      <translation>Kleinster Abstand vom Median der Nachbarn, der markiert wird.</translation>
    </message>
    <message>
      <source>Leaves out restricted, closed and unknown licences.</source>
      <translation>Lässt eingeschränkte, geschlossene und unbekannte Lizenzen weg.</translation>
    </message>
    <message>
      <source>Left empty, the service is asked for EPSG:25832, or for what it offers instead.</source>
      <translation>Bleibt es leer, wird EPSG:25832 angefragt oder, was der Dienst stattdessen anbietet.</translation>
    </message>
    <message numerus="yes">
      <source>Left out above the head: %n line(s).</source>
      <translation>
        <numerusform>Über dem Kopf ausgelassen: %n Zeile.</numerusform>
        <numerusform>Über dem Kopf ausgelassen: %n Zeilen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because only this computer knows them: %n data set(s).</source>
      <translation>
        <numerusform>Ausgelassen, weil nur dieser Rechner ihn kennt: %n Datensatz.</numerusform>
        <numerusform>Ausgelassen, weil nur dieser Rechner sie kennt: %n Datensätze.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because their address holds a log-in or key: %n data set(s).</source>
      <translation>
        <numerusform>Weggelassen, weil die Adresse Anmeldung oder Schlüssel enthält: %n Datensatz.</numerusform>
        <numerusform>Weggelassen, weil die Adresse Anmeldung oder Schlüssel enthält: %n Datensätze.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because their values come less often than every three hours, from which days cannot be counted: %n series.</source>
      <translation>
        <numerusform>Ausgelassen, weil ihre Werte seltener als alle drei Stunden kommen und sich daraus keine Tage zählen lassen: %n Reihe.</numerusform>
        <numerusform>Ausgelassen, weil ihre Werte seltener als alle drei Stunden kommen und sich daraus keine Tage zählen lassen: %n Reihen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because they are no numbers: %n value(s).</source>
      <translation>
        <numerusform>Keine Zahl und daher ausgelassen: %n Wert.</numerusform>
        <numerusform>Keine Zahlen und daher ausgelassen: %n Werte.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because they have no identifier: %n station(s).</source>
      <translation>
        <numerusform>Ohne Kennung und daher ausgelassen: %n Station.</numerusform>
        <numerusform>Ohne Kennung und daher ausgelassen: %n Stationen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because they hold no time or another number of cells: %n row(s), in line {lines}.</source>
      <translation>
        <numerusform>Ausgelassen, weil sie keine Zeit oder eine andere Zahl von Zellen enthält: %n Zeile, in Zeile {lines}.</numerusform>
        <numerusform>Ausgelassen, weil sie keine Zeit oder eine andere Zahl von Zellen enthalten: %n Zeilen, in Zeile {lines}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out because unreadable: %n item(s).</source>
      <translation>
        <numerusform>Nicht lesbar und ausgelassen: %n Eintrag.</numerusform>
        <numerusform>Nicht lesbar und ausgelassen: %n Einträge.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out of the answer, because not readable: %n entry(s).</source>
      <translation>
        <numerusform>%n Eintrag der Antwort war nicht lesbar und fehlt.</numerusform>
        <numerusform>%n Einträge der Antwort waren nicht lesbar und fehlen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out, because a rule would be broken: %n project(s).</source>
      <translation>
        <numerusform>Nicht geändert, weil es eine Regel verletzen würde: %n Projekt.</numerusform>
        <numerusform>Nicht geändert, weil es eine Regel verletzen würde: %n Projekte.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out, because without a usable position: %n feature(s).</source>
      <translation>
        <numerusform>%n Objekt ohne brauchbare Lage bleibt weg.</numerusform>
        <numerusform>%n Objekte ohne brauchbare Lage bleiben weg.</numerusform>
      </translation>
    </message>
    <message>
      <source>Left out, perhaps a row that was cut off: “{text}”</source>
      <translation>Weggelassen, vielleicht eine abgeschnittene Zeile: „{text}“</translation>
    </message>
    <message numerus="yes">
      <source>Left out: %n foot note(s).</source>
      <translation>
        <numerusform>Weggelassen: %n Fußnote.</numerusform>
        <numerusform>Weggelassen: %n Fußnoten.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Left out: %n repeated head(s).</source>
      <translation>
        <numerusform>Weggelassen: %n wiederholte Kopfzeile.</numerusform>
        <numerusform>Weggelassen: %n wiederholte Kopfzeilen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Left, because somebody has changed them since: {titles}.</source>
      <translation>Unverändert gelassen, weil jemand sie seitdem bearbeitet hat: {titles}.</translation>
    </message>
    <message>
      <source>Legend</source>
      <translation>Legende</translation>
    </message>
    <message>
      <source>Lessons</source>
      <translation>Lehren</translation>
    </message>
    <message>
      <source>Lessons learned</source>
      <translation>Erfahrungen</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Ebene</translation>
    </message>
    <message>
      <source>Li&amp;cence</source>
      <translation>Li&amp;zenz</translation>
    </message>
    <message>
      <source>Li&amp;ne</source>
      <translation>L&amp;inie</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Licence of its own: {licence} ({state})</source>
      <translation>Eigene Lizenz: {licence} ({state})</translation>
    </message>
    <message>
      <source>Limit</source>
      <translation>Grenze</translation>
    </message>
    <message>
      <source>Limits: Sensor.Community only has the last five minutes; LANUK, UBA and openSenseMap are asked for the last 30 days unless START is given. Times without a zone in START and END are UTC.</source>
      <translation>Grenzen: Sensor.Community hat nur die letzten fünf Minuten; LANUK, UBA und openSenseMap werden ohne START nach den letzten 30 Tagen gefragt. Zeiten ohne Zone in START und END sind UTC.</translation>
    </message>
    <message>
      <source>Limits: a window over a gap holds what was measured, so sums are never too large: window_completeness tells how much of the window was measured. Values with a doubtful flag are left out and counted in left_out. KOSTRA's heights are areal statistics with a tolerance of 10 to 20 %; a return period is no verdict on damage.</source>
      <translation>Grenzen: Ein Zeitfenster über eine Lücke enthält, was gemessen wurde; Summen sind also nie zu groß. window_completeness sagt, wie viel des Fensters gemessen ist. Zweifelhafte Werte bleiben weg und sind in left_out gezählt. Die Höhen aus KOSTRA gelten für Rasterfelder mit 10 bis 20 % Toleranz; eine Wiederkehrzeit ist kein Urteil über Schäden.</translation>
    </message>
    <message>
      <source>Limits: an area in which no cell centre lies has the count 0 and no other values; choose areas clearly larger than a cell. QGIS's own tool weighs cells by covered area if there are fewer than two centres. Cells count equally, so with a raster in degrees the mean is not weighted by area. Rotated rasters and map services are refused.</source>
      <translation>Grenzen: Eine Fläche, in der kein Zellmittelpunkt liegt, hat die Anzahl 0 und keine weiteren Werte; die Flächen sollten deutlich größer als eine Zelle sein. Das Werkzeug von QGIS gewichtet die Zellen nach überdeckter Fläche, wenn weniger als zwei Mittelpunkte darin liegen. Alle Zellen zählen gleich, bei einem Raster in Grad ist der Mittelwert also nicht flächengewichtet. Gedrehte Raster und Kartendienste werden abgelehnt.</translation>
    </message>
    <message>
      <source>Limits: at most a million points; choose a shorter period or days.</source>
      <translation>Grenzen: höchstens eine Million Punkte; wählen Sie einen kürzeren Zeitraum oder Tage.</translation>
    </message>
    <message>
      <source>Limits: doubtful values are left out. UTCI takes the wind of open ground (logarithmic profile); between buildings it is an estimate. Without a globe there is no UTCI: the radiation decides it.</source>
      <translation>Grenzen: Zweifelhafte Werte bleiben außen vor. Der UTCI nimmt den Wind über freiem Gelände (logarithmisches Profil); zwischen Gebäuden ist er eine Schätzung. Ohne Globe-Temperatur gibt es keinen UTCI: Die Strahlung entscheidet ihn.</translation>
    </message>
    <message>
      <source>Limits: flags never delete a value; statistics leave doubtful ones out and say so. The shipped thresholds are for North Rhine-Westphalia; THRESHOLDS changes them.</source>
      <translation>Grenzen: Kennzeichen löschen nie einen Wert; Statistiken lassen zweifelhafte aus und sagen es. Die mitgelieferten Schwellen gelten für Nordrhein-Westfalen; THRESHOLDS ändert sie.</translation>
    </message>
    <message>
      <source>Limits: nothing is made up for missing days: valid_days and completeness tell how far a number can be trusted. Values with a doubtful flag are left out and counted in left_out, unless they are wanted. Exceedances of ozone limits that are averaged over three years are counted for the period alone.</source>
      <translation>Grenzen: Für fehlende Tage wird nichts ergänzt: valid_days und completeness sagen, wie weit man einer Zahl trauen kann. Werte mit einem zweifelhaften Kennzeichen werden ausgelassen und in left_out gezählt, wenn sie nicht gewünscht sind. Überschreitungen von Ozonwerten, die über drei Jahre gemittelt werden, zählen nur für den Zeitraum.</translation>
    </message>
    <message>
      <source>Limits: values with a doubtful flag are left out and counted in left_out. An incomplete period has a value, but no difference. The day rule must be that of the normals.</source>
      <translation>Grenzen: Zweifelhafte Werte bleiben weg und sind in left_out gezählt. Ein unvollständiger Zeitraum hat einen Wert, aber keine Abweichung. Der Tagesbeginn muss der der Mittelwerte sein.</translation>
    </message>
    <message>
      <source>Limits: which words hit is up to the portal; catalogues that come as one document are searched for parts of words. A municipality counts where key, publisher, title or extent name it; data sets of which nobody knows the municipality are left out and counted. The date is that of the entry, not of the data. If a page is missing, the run fails: a short table never looks like a whole one.</source>
      <translation>Grenzen: Welche Wörter treffen, bestimmt das Portal; Kataloge, die als ein Dokument kommen, werden nach Wortteilen durchsucht. Eine Kommune zählt, wenn Schlüssel, herausgebende Stelle, Titel oder Ausdehnung sie nennen; Datensätze, deren Kommune niemand kennt, werden weggelassen und gezählt. Das Datum ist das des Eintrags, nicht das der Daten. Fehlt eine Seite, bricht der Lauf mit einer Meldung ab: Eine verkürzte Tabelle sieht nie wie eine vollständige aus.</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Line {line} of the table of themes: a theme has {count} characters at most.</source>
      <translation>Zeile {line} der Thementabelle: Ein Thema hat höchstens {count} Zeichen.</translation>
    </message>
    <message>
      <source>Line {line} of the table of themes: “{text}” has a second theme. Each field of action has one at most.</source>
      <translation>Zeile {line} der Thementabelle: „{text}“ hat ein zweites Thema. Jedes Handlungsfeld hat höchstens eines.</translation>
    </message>
    <message>
      <source>Line {line} of the table of themes: “{text}” is no field of action, they are {codes}.</source>
      <translation>Zeile {line} der Thementabelle: „{text}“ ist kein Handlungsfeld. Es gibt {codes}.</translation>
    </message>
    <message>
      <source>Line {line} of “{name}” cannot be read. Lines before it may be in the store already.</source>
      <translation>Zeile {line} von „{name}“ ist nicht lesbar. Zeilen davor können schon im Speicher stehen.</translation>
    </message>
    <message>
      <source>Line {number} names no measurement. Choose one, or remove the line.</source>
      <translation>Zeile {number} nennt keine Messgröße. Wählen Sie eine, oder entfernen Sie die Zeile.</translation>
    </message>
    <message>
      <source>Line {number}: the way back cannot be negative. Enter 0 or more.</source>
      <translation>Zeile {number}: Der Rückweg kann nicht negativ sein. Geben Sie 0 oder mehr ein.</translation>
    </message>
    <message>
      <source>Line {number}: “{text}” is no number. Type digits, with a comma before the decimals.</source>
      <translation>Zeile {number}: „{text}“ ist keine Zahl. Geben Sie Ziffern ein, mit einem Komma vor den Nachkommastellen.</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Linien</translation>
    </message>
    <message>
      <source>Lines {first} to {last} are read as the head, the data begin below.</source>
      <translation>Die Zeilen {first} bis {last} werden als Kopf gelesen, darunter beginnen die Daten.</translation>
    </message>
    <message>
      <source>Links</source>
      <translation>Verknüpfungen</translation>
    </message>
    <message>
      <source>Links and technology</source>
      <translation>Verknüpfungen und Technik</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>List of geo services</source>
      <translation>Liste der Geodienste</translation>
    </message>
    <message>
      <source>Listed in</source>
      <translation>Geführt in</translation>
    </message>
    <message>
      <source>Lists everything a register holds on a person, for a request under Article 15 GDPR.</source>
      <translation>Listet alles auf, was ein Register über eine Person enthält, für eine Auskunft nach Artikel 15 DSGVO.</translation>
    </message>
    <message>
      <source>Lists of catalogues</source>
      <translation>Listen von Katalogen</translation>
    </message>
    <message>
      <source>Lists of codes</source>
      <translation>Schlüssellisten</translation>
    </message>
    <message>
      <source>Lists of projects</source>
      <translation>Projektlisten</translation>
    </message>
    <message>
      <source>Lists the data sets of an open data portal, a metadata catalogue, a DCAT-AP file or a single geo service in a table: title, publisher, municipality, licence, formats, date, address.</source>
      <translation>Listet die Datensätze eines Open-Data-Portals, eines Metadatenkatalogs, einer DCAT-AP-Datei oder eines einzelnen Geodienstes in einer Tabelle auf: Titel, herausgebende Stelle, Kommune, Lizenz, Formate, Datum, Adresse.</translation>
    </message>
    <message>
      <source>Lists what is missing, contradictory or out of date in a register.</source>
      <translation>Listet auf, was in einem Register fehlt, sich widerspricht oder veraltet ist.</translation>
    </message>
    <message>
      <source>Live paused: {problem}</source>
      <translation>Live pausiert: {problem}</translation>
    </message>
    <message>
      <source>Live values</source>
      <translation>Live-Werte</translation>
    </message>
    <message>
      <source>Live values …</source>
      <translation>Live-Werte …</translation>
    </message>
    <message numerus="yes">
      <source>Live, every %n minute(s)</source>
      <translation>
        <numerusform>Live, im Takt von %n Minute</numerusform>
        <numerusform>Live, im Takt von %n Minuten</numerusform>
      </translation>
    </message>
    <message>
      <source>Load all</source>
      <translation>Alle laden</translation>
    </message>
    <message>
      <source>Load municipal boundaries</source>
      <translation>Gemeindegrenzen laden</translation>
    </message>
    <message>
      <source>Load the other version</source>
      <translation>Andere Fassung laden</translation>
    </message>
    <message>
      <source>Load the rest</source>
      <translation>Rest laden</translation>
    </message>
    <message>
      <source>Loadable in QGIS</source>
      <translation>In QGIS ladbar</translation>
    </message>
    <message numerus="yes">
      <source>Loaded completely: %n record(s).</source>
      <translation>
        <numerusform>Vollständig geladen: %n Datensatz.</numerusform>
        <numerusform>Vollständig geladen: %n Datensätze.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Loaded so far: %n record(s); the service did not deliver all pages.</source>
      <translation>
        <numerusform>Bisher geladen: %n Datensatz; der Dienst hat nicht alle Seiten geliefert.</numerusform>
        <numerusform>Bisher geladen: %n Datensätze; der Dienst hat nicht alle Seiten geliefert.</numerusform>
      </translation>
    </message>
    <message>
      <source>Loading municipal boundaries</source>
      <translation>Gemeindegrenzen werden geladen</translation>
    </message>
    <message>
      <source>Loading stations of {service}</source>
      <translation>Stationen von {service} werden geladen</translation>
    </message>
    <message>
      <source>Loading stations of {service} …</source>
      <translation>Stationen von {service} werden geladen …</translation>
    </message>
    <message>
      <source>Loading the other version discards what you entered here.</source>
      <translation>Wird die andere Fassung geladen, geht verloren, was Sie hier eingegeben haben.</translation>
    </message>
    <message>
      <source>Loading the values …</source>
      <translation>Werte werden geladen …</translation>
    </message>
    <message>
      <source>Loading values of {station}</source>
      <translation>Werte von {station} werden geladen</translation>
    </message>
    <message>
      <source>Loading “{layer}”</source>
      <translation>„{layer}“ wird geladen</translation>
    </message>
    <message>
      <source>Local copy</source>
      <translation>Lokale Kopie</translation>
    </message>
    <message>
      <source>Local copy of the register</source>
      <translation>Lokale Kopie des Registers</translation>
    </message>
    <message>
      <source>Log-in</source>
      <translation>Anmeldung</translation>
    </message>
    <message>
      <source>Log-in for a service</source>
      <translation>Anmeldung für einen Dienst</translation>
    </message>
    <message>
      <source>Log-in for this service …</source>
      <translation>Anmeldung für diesen Dienst …</translation>
    </message>
    <message>
      <source>Log-in for {address}. It is sent to this service only.</source>
      <translation>Anmeldung für {address}. Sie wird nur an diesen Dienst gesendet.</translation>
    </message>
    <message>
      <source>Log-in:</source>
      <translation>Anmeldung:</translation>
    </message>
    <message>
      <source>Looking at the first rows</source>
      <translation>Die ersten Zeilen werden gelesen</translation>
    </message>
    <message>
      <source>Looking for &amp;partners</source>
      <translation>&amp;Partner gesucht</translation>
    </message>
    <message>
      <source>Looking for a backup</source>
      <translation>Sicherung wird gesucht</translation>
    </message>
    <message>
      <source>Looking for an address</source>
      <translation>Adresse wird gesucht</translation>
    </message>
    <message>
      <source>Looking for partners</source>
      <translation>Partner gesucht</translation>
    </message>
    <message>
      <source>Looking for the register</source>
      <translation>Register wird gesucht</translation>
    </message>
    <message>
      <source>Looks for services that do not answer, have moved or renamed their layers, for missing files, newer data and missing licences. Layers change only where you agree, and you can take it back.</source>
      <translation>Sucht nach Diensten, die nicht antworten, umgezogen sind oder ihre Layer umbenannt haben, nach fehlenden Dateien, neueren Daten und fehlenden Lizenzen. Layer ändern sich nur, wo Sie zustimmen, und Sie können es zurücknehmen.</translation>
    </message>
    <message>
      <source>Lowest</source>
      <translation>Kleinster</translation>
    </message>
    <message>
      <source>M&amp;aster data …</source>
      <translation>Stammd&amp;aten …</translation>
    </message>
    <message>
      <source>Make a &amp;local copy …</source>
      <translation>&amp;Lokale Kopie anlegen …</translation>
    </message>
    <message>
      <source>Make an empty project register in this database? A schema, its tables and four roles are made there.</source>
      <translation>Ein leeres Projektregister in dieser Datenbank anlegen? Dort entstehen ein Schema mit seinen Tabellen und vier Rollen.</translation>
    </message>
    <message>
      <source>Make places of the selected features of a layer</source>
      <translation>Aus den ausgewählten Objekten eines Layers Orte machen</translation>
    </message>
    <message>
      <source>Make register</source>
      <translation>Register anlegen</translation>
    </message>
    <message>
      <source>Make register there …</source>
      <translation>Register dort anlegen …</translation>
    </message>
    <message>
      <source>Makes a local copy of a layer: a GeoPackage with a spatial index, whose metadata name source, licence and date. The copy is complete, or the run fails and says how many objects are missing.</source>
      <translation>Legt eine lokale Kopie eines Layers an: ein GeoPackage mit räumlichem Index, dessen Metadaten Quelle, Lizenz und Datum nennen. Die Kopie ist vollständig, oder der Lauf bricht ab und sagt, wie viele Objekte fehlen.</translation>
    </message>
    <message>
      <source>Makes a register of Smart City projects: a GeoPackage for one office, or a schema in PostgreSQL with PostGIS for a team. A register that exists is never replaced.</source>
      <translation>Legt ein Register von Smart-City-Projekten an: ein GeoPackage für ein Büro oder ein Schema in PostgreSQL mit PostGIS für ein Team. Ein vorhandenes Register wird nie ersetzt.</translation>
    </message>
    <message>
      <source>Makes an empty register of Smart City projects, or one with samples.</source>
      <translation>Legt ein leeres Register von Smart-City-Projekten an oder eines mit Beispielen.</translation>
    </message>
    <message>
      <source>Making the sample stations</source>
      <translation>Beispielstationen werden angelegt</translation>
    </message>
    <message>
      <source>Manage catalogues</source>
      <translation>Kataloge verwalten</translation>
    </message>
    <message>
      <source>Manage catalogues …</source>
      <translation>Kataloge verwalten …</translation>
    </message>
    <message>
      <source>Map (public)</source>
      <translation>Karte (öffentlich)</translation>
    </message>
    <message>
      <source>Map by &amp;field of action</source>
      <translation>Karte nach Handlungs&amp;feld</translation>
    </message>
    <message>
      <source>Map by s&amp;tatus</source>
      <translation>Karte nach S&amp;tatus</translation>
    </message>
    <message>
      <source>Map extent</source>
      <translation>Kartenausschnitt</translation>
    </message>
    <message>
      <source>Map view</source>
      <translation>Kartenausschnitt</translation>
    </message>
    <message>
      <source>Map with source notes</source>
      <translation>Karte mit Quellenvermerken</translation>
    </message>
    <message>
      <source>Master data</source>
      <translation>Stammdaten</translation>
    </message>
    <message>
      <source>Master data are read from a register or an internal export that ends with {endings}.</source>
      <translation>Stammdaten werden aus einem Register oder einer internen Ausgabe gelesen, deren Name auf {endings} endet.</translation>
    </message>
    <message>
      <source>Master data of “{name}”</source>
      <translation>Stammdaten von „{name}“</translation>
    </message>
    <message>
      <source>Master data: {new} added, {changed} changed.</source>
      <translation>Stammdaten: {new} hinzugefügt, {changed} geändert.</translation>
    </message>
    <message>
      <source>Matched as for the last file with these columns.</source>
      <translation>Zugeordnet wie bei der letzten Datei mit diesen Spalten.</translation>
    </message>
    <message>
      <source>May be left empty if the service has one layer only, or the address names it.</source>
      <translation>Kann leer bleiben, wenn der Dienst nur einen Layer hat oder die Adresse ihn nennt.</translation>
    </message>
    <message>
      <source>Means and transfer</source>
      <translation>Mittel und Übertragbarkeit</translation>
    </message>
    <message>
      <source>Means of measured values (ruhr:stationseries)</source>
      <translation>Mittel aus Messwerten (ruhr:stationseries)</translation>
    </message>
    <message>
      <source>Measured values of the selected indicator</source>
      <translation>Messwerte der gewählten Kennzahl</translation>
    </message>
    <message>
      <source>Measurement</source>
      <translation>Messgröße</translation>
    </message>
    <message>
      <source>Measuring the cache</source>
      <translation>Größe des Zwischenspeichers wird ermittelt</translation>
    </message>
    <message>
      <source>Member</source>
      <translation>Mitglied</translation>
    </message>
    <message>
      <source>Merge both versions</source>
      <translation>Beide zusammenführen</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Methode</translation>
    </message>
    <message>
      <source>Method: a cell belongs to an area if its centre lies inside (centre rule). A centre exactly on a shared border counts once, for the area east or south of it. Areas may overlap. Areas in another coordinate system are reprojected to that of the raster; invalid areas are repaired. Cells without a value (NoData, NaN) are left out. The standard deviation is that of all cells (population), as in QGIS's own zonal statistics.</source>
      <translation>Methode: Eine Zelle gehört zu einer Fläche, wenn ihr Mittelpunkt darin liegt (Mittelpunktregel). Ein Mittelpunkt genau auf einer gemeinsamen Grenze zählt einmal, und zwar für die Fläche östlich oder südlich davon. Flächen dürfen sich überlappen. Flächen in einem anderen Koordinatensystem werden in das des Rasters umprojiziert; ungültige Flächen werden repariert. Zellen ohne Wert (NoData, NaN) werden nicht berücksichtigt. Die Standardabweichung gilt für die Gesamtheit der Zellen, wie in der Zonenstatistik von QGIS.</translation>
    </message>
    <message>
      <source>Method: definitions of the German weather service. tropical_nights takes the minimum from 18 to 06 UTC, counted to the day the night ends on; tropical_nights_calendar that of the calendar day. Heat waves after Kyselý (2000); heating degree days G15 of VDI 4710 and Gt20/15 of VDI 3807; cooling degree days of Eurostat (24/21 °C); growing degree days with base 10 °C. A day counts if at least MIN_COMPLETENESS of its steps hold a value; days of 23 and 25 hours count as whole when their own hours are there.</source>
      <translation>Verfahren: Definitionen des Deutschen Wetterdienstes. tropical_nights nimmt das Minimum von 18 bis 06 UTC und zählt zum Tag, an dem die Nacht endet; tropical_nights_calendar das des Kalendertags. Hitzewellen nach Kyselý (2000); Heizgradtage G15 nach VDI 4710 und Gt20/15 nach VDI 3807; Kühlgradtage nach Eurostat (24/21 °C); Wachstumsgradtage mit Basis 10 °C. Ein Tag zählt, wenn mindestens MIN_COMPLETENESS seiner Schritte einen Wert haben; Tage mit 23 und 25 Stunden gelten als ganz, wenn ihre eigenen Stunden da sind.</translation>
    </message>
    <message>
      <source>Method: hourly means of the hours both stations have; heights are corrected by 0.65 K per 100 m where both are known. Day is 10 to 18, night 22 to 6 o'clock local time. Cooling is the fall from 18 to 24 UTC per hour. UTCI after Bröde et al. (2012) with the mean radiant temperature of the globe (ISO 7726); WBGT after ISO 7243 with an estimated natural wet bulb.</source>
      <translation>Verfahren: Stundenmittel der Stunden, die beide Stationen haben; Höhen werden mit 0,65 K je 100 m korrigiert, wenn beide bekannt sind. Tag ist 10 bis 18, Nacht 22 bis 6 Uhr Ortszeit. Abkühlung ist der Rückgang von 18 bis 24 UTC je Stunde. UTCI nach Bröde u. a. (2012) mit der mittleren Strahlungstemperatur aus der Globe-Temperatur (ISO 7726); WBGT nach ISO 7243 mit geschätzter natürlicher Feuchttemperatur.</translation>
    </message>
    <message>
      <source>Method: means of the values of an hour (UTC) or of a local day; steps without a value have no point. Doubtful values are left out.</source>
      <translation>Verfahren: Mittel der Werte einer Stunde (UTC) oder eines Tages in Ortszeit; Schritte ohne Wert haben keinen Punkt. Zweifelhafte Werte bleiben außen vor.</translation>
    </message>
    <message>
      <source>Method: moving sums over the values as they were measured; a duration that is no multiple of their step is left out. Between the return periods of the table it is interpolated linearly in their logarithm (KOSTRA-DWD-2010R, report of 2017).</source>
      <translation>Verfahren: gleitende Summen über die Werte, wie sie gemessen wurden; eine Dauer, die kein Vielfaches ihres Schritts ist, entfällt. Zwischen den Wiederkehrzeiten der Tabelle wird linear in ihrem Logarithmus interpoliert (KOSTRA-DWD-2010R, Bericht von 2017).</translation>
    </message>
    <message>
      <source>Method: plausible range, change that is too fast, values that do not change any more (WMO-No. 8, volume V, chapter 1), single spikes, gaps, times given twice, a clock that keeps summer time; against at least three neighbours within 15 km (0.65 K per 100 m of height corrected): values that differ, clocks that are wrong by hours, warming by the sun (CrowdQC+, Fenner et al. 2021; Meier et al. 2017).</source>
      <translation>Verfahren: plausibler Bereich, zu schnelle Änderung, Werte, die sich nicht mehr ändern (WMO-Nr. 8, Band V, Kapitel 1), einzelne Ausreißer, Lücken, doppelte Zeitpunkte, eine Uhr mit Sommerzeit; gegen mindestens drei Nachbarn im Umkreis von 15 km (mit 0,65 K je 100 m Höhe korrigiert): abweichende Werte, um Stunden falsche Uhren, Erwärmung durch die Sonne (CrowdQC+, Fenner u. a. 2021; Meier u. a. 2017).</translation>
    </message>
    <message>
      <source>Method: the portal is asked for the words; all pages are fetched. Municipality, theme, format, licence and area are then checked for each data set. MATCHED is the number of data sets that fulfil all conditions; LIMIT only shortens the table.</source>
      <translation>Verfahren: Das Portal wird nach den Wörtern gefragt; alle Seiten werden abgerufen. Kommune, Thema, Format, Lizenz und Gebiet werden danach für jeden Datensatz geprüft. MATCHED ist die Zahl der Datensätze, die alle Bedingungen erfüllen; LIMIT kürzt nur die Tabelle.</translation>
    </message>
    <message>
      <source>Method: the service is asked for its number of objects, which then come in pages, up to four at once. Pages that fail, come short or twice are asked for again, in smaller pieces, in a fixed order, or by tiles of the extent; objects that came twice are kept once. The number the service states is compared with what was received. Where it states none, or one that may be its own limit, only an empty answer behind the last object counts as proof. What is not proven to be complete counts as incomplete.</source>
      <translation>Methode: Der Dienst wird nach der Anzahl seiner Objekte gefragt; sie kommen dann in Seiten, bis zu vier zugleich. Seiten, die ausfallen, zu kurz oder doppelt kommen, werden noch einmal angefragt: in kleineren Stücken, in fester Reihenfolge oder in Kacheln des Ausschnitts; doppelt gelieferte Objekte bleiben einmal erhalten. Die genannte Anzahl wird mit der empfangenen verglichen. Nennt der Dienst keine, oder eine, die seine eigene Obergrenze sein kann, gilt nur eine leere Antwort hinter dem letzten Objekt als Beweis. Was nicht bewiesen vollständig ist, gilt als unvollständig.</translation>
    </message>
    <message>
      <source>Method: values are converted to common units, times to UTC. A service is asked only for what is newer than the store; a value the source has corrected replaces the old one, which is noted. What breaks off goes on there next time, and is told. Services are asked four things at a time at most.</source>
      <translation>Verfahren: Werte werden in gemeinsame Einheiten, Zeiten in UTC umgerechnet. Ein Dienst wird nur nach dem gefragt, was neuer ist als der Speicher; ein Wert, den die Quelle korrigiert hat, ersetzt den alten, was vermerkt wird. Was abbricht, geht beim nächsten Mal dort weiter und wird gesagt. Dienste werden höchstens viermal gleichzeitig gefragt.</translation>
    </message>
    <message>
      <source>Method: values are first summed up by day; a day counts if at least MIN_COMPLETENESS of its steps hold a value. is_complete follows the WMO (No. 1203, 2017): a month lacks at most ten days and at most four in a row, a sum lacks none, a season or year needs all its months. Seasons are DJF, MAM, JJA and SON; a winter carries the year of its January.</source>
      <translation>Verfahren: Werte werden zuerst je Tag zusammengefasst; ein Tag zählt, wenn mindestens MIN_COMPLETENESS seiner Schritte einen Wert haben. is_complete folgt der WMO (Nr. 1203, 2017): Einem Monat fehlen höchstens zehn Tage und höchstens vier hintereinander, einer Summe keiner, Jahreszeit und Jahr brauchen alle ihre Monate. Jahreszeiten sind DJF, MAM, JJA und SON; ein Winter trägt das Jahr seines Januars.</translation>
    </message>
    <message>
      <source>Method: {method}</source>
      <translation>Methode: {method}</translation>
    </message>
    <message>
      <source>Milestone</source>
      <translation>Meilenstein</translation>
    </message>
    <message>
      <source>Milestones</source>
      <translation>Meilensteine</translation>
    </message>
    <message>
      <source>Mine</source>
      <translation>Meine</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>Mixed geometries</source>
      <translation>Gemischte Geometrien</translation>
    </message>
    <message>
      <source>Month</source>
      <translation>Monat</translation>
    </message>
    <message>
      <source>Months, seasons and years of stations</source>
      <translation>Monate, Jahreszeiten und Jahre der Stationen</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>More actions</source>
      <translation>Weitere Aktionen</translation>
    </message>
    <message>
      <source>More than 2 hours older than the newest value</source>
      <translation>Mehr als 2 Stunden älter als der neueste Wert</translation>
    </message>
    <message>
      <source>Most rows</source>
      <translation>Höchstzahl der Zeilen</translation>
    </message>
    <message>
      <source>Most values show a {sign}, some do not.</source>
      <translation>Die meisten Werte zeigen: {sign}, einige nicht.</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move, add and delete corners on the map</source>
      <translation>Ecken auf der Karte verschieben, einfügen und löschen</translation>
    </message>
    <message>
      <source>Municipal boundaries</source>
      <translation>Gemeindegrenzen</translation>
    </message>
    <message>
      <source>Municipal boundaries (incomplete)</source>
      <translation>Gemeindegrenzen (unvollständig)</translation>
    </message>
    <message>
      <source>Municipalities</source>
      <translation>Kommunen</translation>
    </message>
    <message>
      <source>Municipality</source>
      <translation>Kommune</translation>
    </message>
    <message>
      <source>Municipality or district</source>
      <translation>Kommune oder Kreis</translation>
    </message>
    <message>
      <source>My municipality</source>
      <translation>Meine Kommune</translation>
    </message>
    <message>
      <source>My municipality: {name} …</source>
      <translation>Meine Kommune: {name} …</translation>
    </message>
    <message>
      <source>N</source>
      <translation>N</translation>
    </message>
    <message>
      <source>N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW</source>
      <comment>points of the compass</comment>
      <translation>N NNO NO ONO O OSO SO SSO S SSW SW WSW W WNW NW NNW</translation>
    </message>
    <message>
      <source>NE</source>
      <translation>NO</translation>
    </message>
    <message>
      <source>NW</source>
      <translation>NW</translation>
    </message>
    <message>
      <source>Na&amp;me of the station, if there is only one</source>
      <translation>Na&amp;me der Station, wenn es nur eine ist</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name in the source</source>
      <translation>Name in der Quelle</translation>
    </message>
    <message>
      <source>Name of the collection:</source>
      <translation>Name der Sammlung:</translation>
    </message>
    <message>
      <source>Name of the search:</source>
      <translation>Name der Suche:</translation>
    </message>
    <message>
      <source>Name or address; written into the file, for CSV into a file beside it.</source>
      <translation>Name oder Adresse; steht in der Datei, bei CSV in einer Datei daneben.</translation>
    </message>
    <message>
      <source>Name the source.</source>
      <translation>Quelle muss genannt werden.</translation>
    </message>
    <message>
      <source>Name, e.g. Climate adaptation Essen:</source>
      <translation>Name, z. B. Klimaanpassung Essen:</translation>
    </message>
    <message numerus="yes">
      <source>Named by %n project(s): {titles}</source>
      <translation>
        <numerusform>%n Projekt nennt diesen Eintrag: {titles}</numerusform>
        <numerusform>%n Projekte nennen diesen Eintrag: {titles}</numerusform>
      </translation>
    </message>
    <message>
      <source>Names and e-mail addresses, separated by semicolons.</source>
      <translation>Namen und E-Mail-Adressen, durch Semikolon getrennt.</translation>
    </message>
    <message>
      <source>Names of measurements</source>
      <translation>Namen von Messgrößen</translation>
    </message>
    <message>
      <source>Names of measurements …</source>
      <translation>Namen von Messgrößen …</translation>
    </message>
    <message>
      <source>Names the loaded stations carry and nobody knows</source>
      <translation>Namen, die die geladenen Stationen tragen und niemand kennt</translation>
    </message>
    <message>
      <source>Neighbours</source>
      <translation>Nachbarn</translation>
    </message>
    <message>
      <source>New &amp;value</source>
      <translation>Neuer &amp;Wert</translation>
    </message>
    <message>
      <source>New collection</source>
      <translation>Neue Sammlung</translation>
    </message>
    <message>
      <source>New collection …</source>
      <translation>Neue Sammlung …</translation>
    </message>
    <message>
      <source>New columns: {names}.</source>
      <translation>Neue Spalten: {names}.</translation>
    </message>
    <message>
      <source>New comment</source>
      <translation>Neuer Kommentar</translation>
    </message>
    <message>
      <source>New in the file: {families}. Refresh the copy to see them.</source>
      <translation>Neu in der Datei: {families}. Aktualisieren Sie die Kopie, um sie zu sehen.</translation>
    </message>
    <message>
      <source>New in the file: {families}. They are on the map as layers of their own.</source>
      <translation>Neu in der Datei: {families}. Sie liegen als eigene Layer auf der Karte.</translation>
    </message>
    <message>
      <source>New in the register</source>
      <translation>Neu im Register</translation>
    </message>
    <message>
      <source>New layout</source>
      <translation>Neues Layout</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>Neues Projekt</translation>
    </message>
    <message>
      <source>New project register</source>
      <translation>Neues Projektregister</translation>
    </message>
    <message>
      <source>New value</source>
      <translation>Neuer Wert</translation>
    </message>
    <message>
      <source>Newest value: {time}.</source>
      <translation>Neuester Wert: {time}.</translation>
    </message>
    <message>
      <source>News and partner searches come from the project register. No register is open yet.</source>
      <translation>Neuigkeiten und Partnersuchen kommen aus dem Projektregister. Es ist noch kein Register geöffnet.</translation>
    </message>
    <message>
      <source>Next check</source>
      <translation>Nächste Prüfung</translation>
    </message>
    <message numerus="yes">
      <source>Next try in %n minute(s).</source>
      <translation>
        <numerusform>Nächster Versuch in %n Minute.</numerusform>
        <numerusform>Nächster Versuch in %n Minuten.</numerusform>
      </translation>
    </message>
    <message>
      <source>No</source>
      <translation>Nein</translation>
    </message>
    <message>
      <source>No CKAN portal with a log-in is in your list. Add the log-in of your portal there first.</source>
      <translation>In Ihrer Liste steht kein CKAN-Portal mit Anmeldung. Tragen Sie dort zuerst die Anmeldung Ihres Portals ein.</translation>
    </message>
    <message>
      <source>No analysis has this word. Clear the search to see all.</source>
      <translation>Keine Analyse passt zu diesem Suchwort. Leeren Sie die Suche, um alle zu sehen.</translation>
    </message>
    <message>
      <source>No area holds the centre of a cell with a value, so all values are empty.</source>
      <translation>In keiner Fläche liegt der Mittelpunkt einer Zelle mit Wert, daher sind alle Werte leer.</translation>
    </message>
    <message>
      <source>No area lies on the raster, so there are no values. Check that both are of the same region.</source>
      <translation>Keine Fläche liegt auf dem Raster, daher gibt es keine Werte. Prüfen Sie, ob beide dasselbe Gebiet abdecken.</translation>
    </message>
    <message>
      <source>No column holds coordinates, geometries or municipalities.</source>
      <translation>Keine Spalte enthält Koordinaten, Geometrien oder Kommunen.</translation>
    </message>
    <message>
      <source>No column of measured values was found in the table. Name them in the mapping (“values”).</source>
      <translation>In der Tabelle wurde keine Spalte mit Messwerten gefunden. Nennen Sie sie in der Zuordnung („values“).</translation>
    </message>
    <message>
      <source>No column of times was found in the table. Name it in the mapping (“time”).</source>
      <translation>In der Tabelle wurde keine Spalte mit Zeiten gefunden. Nennen Sie sie in der Zuordnung („time“).</translation>
    </message>
    <message>
      <source>No column of “{name}” is the title of a project. Name it in the mapping, like {example}.</source>
      <translation>Keine Spalte von „{name}“ ist der Titel eines Projekts. Nennen Sie sie in der Zuordnung, etwa so: {example}.</translation>
    </message>
    <message>
      <source>No comments yet.</source>
      <translation>Noch keine Kommentare.</translation>
    </message>
    <message>
      <source>No commercial use.</source>
      <translation>Keine kommerzielle Nutzung.</translation>
    </message>
    <message>
      <source>No connection to the service “{service}”. Check the network, the proxy settings and the address.</source>
      <translation>Keine Verbindung zum Dienst „{service}“. Prüfen Sie das Netzwerk, die Proxy-Einstellungen und die Adresse.</translation>
    </message>
    <message>
      <source>No entry of this list was deleted.</source>
      <translation>In dieser Liste wurde kein Eintrag gelöscht.</translation>
    </message>
    <message>
      <source>No feature is selected in “{layer}”. Select some on the map first.</source>
      <translation>In „{layer}“ ist kein Objekt ausgewählt. Wählen Sie erst welche auf der Karte aus.</translation>
    </message>
    <message>
      <source>No field of action</source>
      <translation>Ohne Handlungsfeld</translation>
    </message>
    <message>
      <source>No history is kept here.</source>
      <translation>Hier wird kein Verlauf geführt.</translation>
    </message>
    <message>
      <source>No layer is visible. Add data to the map or switch layers on.</source>
      <translation>Kein Layer ist sichtbar. Fügen Sie der Karte Daten hinzu oder schalten Sie Layer ein.</translation>
    </message>
    <message>
      <source>No licence stated for this resource</source>
      <translation>Für diese Ressource ist keine Lizenz angegeben</translation>
    </message>
    <message>
      <source>No licence stated. Ask the publisher before you use the data.</source>
      <translation>Keine Lizenz angegeben. Fragen Sie den Herausgeber, bevor Sie die Daten nutzen.</translation>
    </message>
    <message>
      <source>No map or data service was found at this address: {address}. Check it, or ask the operator.</source>
      <translation>Unter dieser Adresse wurde kein Karten- oder Datendienst gefunden: {address}. Prüfen Sie die Adresse oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>No number</source>
      <translation>Keine Zahl</translation>
    </message>
    <message>
      <source>No places (table)</source>
      <translation>Ohne Ort (Tabelle)</translation>
    </message>
    <message>
      <source>No portal is given. Enter its address or the path of a file.</source>
      <translation>Es ist kein Portal angegeben. Geben Sie seine Adresse oder den Pfad einer Datei ein.</translation>
    </message>
    <message>
      <source>No program on this computer opens the help page. Open this file by hand: {path}</source>
      <translation>Auf diesem Rechner öffnet kein Programm die Hilfeseite. Öffnen Sie diese Datei selbst: {path}</translation>
    </message>
    <message>
      <source>No program opens “{path}”.</source>
      <translation>Kein Programm öffnet „{path}“.</translation>
    </message>
    <message>
      <source>No project is left. Hidden by: {conditions}.</source>
      <translation>Kein Projekt bleibt übrig. Ausgeblendet durch: {conditions}.</translation>
    </message>
    <message>
      <source>No project of this register was deleted.</source>
      <translation>In diesem Register wurde kein Projekt gelöscht.</translation>
    </message>
    <message>
      <source>No project register yet. A register is a file with the projects of your municipality or region.</source>
      <translation>Noch kein Projektregister. Ein Register ist eine Datei mit den Projekten Ihrer Kommune oder Region.</translation>
    </message>
    <message>
      <source>No quantity is given. Enter one such as air_temperature.</source>
      <translation>Es ist keine Messgröße angegeben. Geben Sie eine an, zum Beispiel air_temperature.</translation>
    </message>
    <message>
      <source>No results yet. They appear here and on the map once an analysis has run.</source>
      <translation>Noch keine Ergebnisse. Sie erscheinen hier und auf der Karte, sobald eine Analyse gelaufen ist.</translation>
    </message>
    <message>
      <source>No selected feature of “{layer}” has a position that can be used.</source>
      <translation>Kein ausgewähltes Objekt von „{layer}“ hat eine brauchbare Lage.</translation>
    </message>
    <message>
      <source>No sign parts the lines evenly: one column.</source>
      <translation>Kein Zeichen teilt die Zeilen gleichmäßig: eine Spalte.</translation>
    </message>
    <message>
      <source>No source is given. Enter the address of a service, or the path of a file.</source>
      <translation>Es ist keine Quelle angegeben. Geben Sie die Adresse eines Dienstes oder den Pfad einer Datei an.</translation>
    </message>
    <message>
      <source>No source is known for the layers of this layout, so there is nothing to print.</source>
      <translation>Für die Layer dieses Layouts ist keine Quelle bekannt, also gibt es nichts zu drucken.</translation>
    </message>
    <message>
      <source>No source is known for the layers of this report, so there is nothing to print.</source>
      <translation>Zu den Layern dieses Berichts ist keine Quelle bekannt, daher gibt es nichts zu drucken.</translation>
    </message>
    <message>
      <source>No station has a value.</source>
      <translation>Keine Station liefert einen Wert.</translation>
    </message>
    <message>
      <source>No stations yet. Fetch measured values, enter the address of a SensorThings service, or open the sample.</source>
      <translation>Noch keine Stationen. Holen Sie Messwerte, geben Sie die Adresse eines SensorThings-Dienstes ein oder öffnen Sie das Beispiel.</translation>
    </message>
    <message>
      <source>No status</source>
      <translation>Ohne Status</translation>
    </message>
    <message>
      <source>No stored values yet</source>
      <translation>Noch keine gespeicherten Werte</translation>
    </message>
    <message>
      <source>No theme is filled in. Write one behind each field of action, save the table, and read it again.</source>
      <translation>Es ist kein Thema eingetragen. Schreiben Sie hinter jedes Handlungsfeld eines, speichern Sie die Tabelle und lesen Sie sie noch einmal ein.</translation>
    </message>
    <message numerus="yes">
      <source>No values for %n area(s) outside the raster's coordinate system.</source>
      <translation>
        <numerusform>Keine Werte für %n Fläche außerhalb des Koordinatensystems des Rasters.</numerusform>
        <numerusform>Keine Werte für %n Flächen außerhalb des Koordinatensystems des Rasters.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>No values for %n area(s) without geometry.</source>
      <translation>
        <numerusform>Keine Werte für %n Fläche ohne Geometrie.</numerusform>
        <numerusform>Keine Werte für %n Flächen ohne Geometrie.</numerusform>
      </translation>
    </message>
    <message>
      <source>Nobody in this area is looking for partners.</source>
      <translation>In diesem Gebiet sucht niemand Partner.</translation>
    </message>
    <message>
      <source>None of the objects lies in the Ruhr region. Check whether that is meant.</source>
      <translation>Keines der Objekte liegt in der Metropole Ruhr. Prüfen Sie, ob das so gemeint ist.</translation>
    </message>
    <message>
      <source>None of the places looked at lies in the Ruhr region.</source>
      <translation>Keiner der betrachteten Orte liegt im Ruhrgebiet.</translation>
    </message>
    <message>
      <source>None of these stations has a place that can be shown on the map.</source>
      <translation>Keine dieser Stationen hat einen Standort, der sich auf der Karte zeigen lässt.</translation>
    </message>
    <message>
      <source>None, one column</source>
      <translation>Keins, eine Spalte</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Mittelwert</translation>
    </message>
    <message>
      <source>Normals are either computed from the store (NORMAL_YEARS, from 80 % of the years on) or entered by you (NORMALS, twelve monthly values for all stations). For a season or year their mean is taken, for sums their sum; highest and lowest values of several months have no normal.</source>
      <translation>Langjährige Mittelwerte werden entweder aus dem Speicher berechnet (NORMAL_YEARS, ab 80 % der Jahre) oder von Ihnen eingetragen (NORMALS, zwölf Monatswerte für alle Stationen). Für Jahreszeit und Jahr gilt ihr Mittel, bei Summen ihre Summe; höchste und niedrigste Werte mehrerer Monate haben keinen.</translation>
    </message>
    <message>
      <source>North stands before east.</source>
      <translation>Nord steht vor Ost.</translation>
    </message>
    <message>
      <source>Northing or latitude</source>
      <translation>Hochwert oder Breite</translation>
    </message>
    <message>
      <source>Not brought together: {reason}</source>
      <translation>Nicht zusammengeführt: {reason}</translation>
    </message>
    <message>
      <source>Not certain, for the history has no entry of it: {fields}.</source>
      <translation>Nicht sicher, weil der Verlauf dazu keinen Eintrag hat: {fields}.</translation>
    </message>
    <message>
      <source>Not checked whether the service answers.</source>
      <translation>Noch nicht geprüft, ob der Dienst antwortet.</translation>
    </message>
    <message numerus="yes">
      <source>Not copied: %n internal project(s).</source>
      <translation>
        <numerusform>Nicht kopiert: %n internes Projekt.</numerusform>
        <numerusform>Nicht kopiert: %n interne Projekte.</numerusform>
      </translation>
    </message>
    <message>
      <source>Not encrypted (http)</source>
      <translation>Unverschlüsselt (http)</translation>
    </message>
    <message>
      <source>Not in the local index yet. Build the index in the room “Data”.</source>
      <translation>Noch nicht im lokalen Index. Den Index im Bereich „Daten“ aufbauen.</translation>
    </message>
    <message>
      <source>Not in the local index: it is searched live in the room “Data”. “Manage catalogues” can take it up into the index.</source>
      <translation>Nicht im lokalen Index: Der Katalog wird im Bereich „Daten“ direkt durchsucht. Unter „Kataloge verwalten“ können Sie ihn in den Index aufnehmen.</translation>
    </message>
    <message>
      <source>Not kept: the register is open to the public and has no history</source>
      <translation>Wird nicht aufbewahrt: Das Register ist öffentlich und führt keinen Verlauf</translation>
    </message>
    <message>
      <source>Not loaded</source>
      <translation>Nicht geladen</translation>
    </message>
    <message numerus="yes">
      <source>Not on the map because of impossible coordinates: %n station(s).</source>
      <translation>
        <numerusform>Wegen ungültiger Koordinaten nicht auf der Karte: %n Station.</numerusform>
        <numerusform>Wegen ungültiger Koordinaten nicht auf der Karte: %n Stationen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Not open: commercial use or changes are restricted. Read the licence.</source>
      <translation>Nicht offen: Kommerzielle Nutzung oder Bearbeitung ist eingeschränkt. Lesen Sie die Lizenz.</translation>
    </message>
    <message>
      <source>Not saved yet. Fields with * are required.</source>
      <translation>Noch nicht gespeichert. Felder mit * sind Pflichtfelder.</translation>
    </message>
    <message>
      <source>Not usable ({reason}).</source>
      <translation>Nicht nutzbar ({reason}).</translation>
    </message>
    <message>
      <source>Not usable ({reason}). Install QGIS again with all of its packages.</source>
      <translation>Nicht nutzbar ({reason}). Installieren Sie QGIS mit allen Paketen neu.</translation>
    </message>
    <message>
      <source>Not usable ({reason}). Registers of a team in PostgreSQL cannot be opened; everything else works. Ask your administrator to install the Python package “psycopg2”.</source>
      <translation>Nicht nutzbar ({reason}). Register eines Teams in PostgreSQL lassen sich nicht öffnen; alles andere funktioniert. Bitten Sie Ihre Administration, das Python-Paket „psycopg2“ zu installieren.</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Note on the traffic light</source>
      <translation>Erläuterung zur Ampel</translation>
    </message>
    <message>
      <source>Note on the transfer</source>
      <translation>Hinweis zur Übertragung</translation>
    </message>
    <message>
      <source>Note: {text}</source>
      <translation>Hinweis: {text}</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notizen</translation>
    </message>
    <message numerus="yes">
      <source>Nothing can be saved: %n project(s) changed meanwhile. Close this window and try again; the list has been read anew.</source>
      <translation>
        <numerusform>Es kann nichts gespeichert werden: %n Projekt wurde inzwischen geändert. Schließen Sie dieses Fenster und versuchen Sie es noch einmal; die Liste wurde neu gelesen.</numerusform>
        <numerusform>Es kann nichts gespeichert werden: %n Projekte wurden inzwischen geändert. Schließen Sie dieses Fenster und versuchen Sie es noch einmal; die Liste wurde neu gelesen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing found. Show the stations on the map in the room “Sensors” first, or type the address of the service yourself.</source>
      <translation>Nichts gefunden. Zeigen Sie die Stationen zuerst im Raum „Sensoren“ auf der Karte, oder geben Sie die Adresse des Dienstes selbst ein.</translation>
    </message>
    <message>
      <source>Nothing found. What is searched through is the index of the data room: build it there, or type the address of the catalogue and the id yourself.</source>
      <translation>Nichts gefunden. Durchsucht wird der Index des Raums „Daten“: Bauen Sie ihn dort auf, oder geben Sie die Adresse des Katalogs und die Kennung selbst ein.</translation>
    </message>
    <message>
      <source>Nothing has changed.</source>
      <translation>Es hat sich nichts geändert.</translation>
    </message>
    <message>
      <source>Nothing here.</source>
      <translation>Hier ist nichts.</translation>
    </message>
    <message>
      <source>Nothing is deleted.</source>
      <translation>Es wird nichts gelöscht.</translation>
    </message>
    <message>
      <source>Nothing is fetched until you ask for it.</source>
      <translation>Es wird nichts abgerufen, bevor Sie es anfordern.</translation>
    </message>
    <message>
      <source>Nothing is lost: the history keeps both versions.</source>
      <translation>Nichts geht verloren: Der Verlauf behält beide Fassungen.</translation>
    </message>
    <message>
      <source>Nothing is saved.</source>
      <translation>Es wird nichts gespeichert.</translation>
    </message>
    <message>
      <source>Nothing new in this area.</source>
      <translation>In diesem Gebiet gibt es nichts Neues.</translation>
    </message>
    <message>
      <source>Nothing of it is ever exported publicly.</source>
      <translation>Nichts davon wird je öffentlich ausgegeben.</translation>
    </message>
    <message>
      <source>Nothing of the register “{name}” can be read, and there is no backup of it. Ask your administrators for a copy of an earlier day.</source>
      <translation>Vom Register „{name}“ ist nichts lesbar, und es gibt keine Sicherung davon. Bitten Sie Ihre Administration um eine Kopie von einem früheren Tag.</translation>
    </message>
    <message>
      <source>Nothing of this can be saved: {reason}</source>
      <translation>Davon kann nichts gespeichert werden: {reason}</translation>
    </message>
    <message>
      <source>Nothing of “{name}” could be read. It is now as its backup “{backup}” was; what was saved since then is missing. The damaged file is kept as “{kept}”.</source>
      <translation>Von „{name}“ ließ sich nichts lesen. Es entspricht jetzt der Sicherung „{backup}“; was danach gespeichert wurde, fehlt. Die beschädigte Datei ist als „{kept}“ aufgehoben.</translation>
    </message>
    <message>
      <source>Nothing passes the filters.</source>
      <translation>Die Filter lassen keinen Treffer übrig.</translation>
    </message>
    <message>
      <source>Nothing says what the data may be used for. Ask the publisher.</source>
      <translation>Nirgends steht, wofür die Daten genutzt werden dürfen. Fragen Sie den Herausgeber.</translation>
    </message>
    <message>
      <source>Nothing was found for “{words}” in {portal}.</source>
      <translation>Zu „{words}“ wurde in {portal} nichts gefunden.</translation>
    </message>
    <message>
      <source>Nothing was found: all layers work.</source>
      <translation>Nichts gefunden: Alle Layer funktionieren.</translation>
    </message>
    <message>
      <source>Nothing was saved.</source>
      <translation>Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>Nothing was saved; your edit is still here.</source>
      <translation>Es wurde nichts gespeichert; Ihre Änderung ist noch hier.</translation>
    </message>
    <message>
      <source>Nothing was sent; your edit is still here.</source>
      <translation>Es wurde nichts gesendet; Ihre Änderung ist noch hier.</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>Number 1,234.5</source>
      <translation>Zahl 1,234.5</translation>
    </message>
    <message>
      <source>Number 1.234,5</source>
      <translation>Zahl 1.234,5</translation>
    </message>
    <message>
      <source>Number of data sets that fulfil all conditions</source>
      <translation>Zahl der Datensätze, die alle Bedingungen erfüllen</translation>
    </message>
    <message>
      <source>Number of doubtful values</source>
      <translation>Zahl der zweifelhaften Werte</translation>
    </message>
    <message>
      <source>Number of errors</source>
      <translation>Anzahl der Fehler</translation>
    </message>
    <message>
      <source>Number of new values</source>
      <translation>Zahl der neuen Werte</translation>
    </message>
    <message>
      <source>Number of places found</source>
      <translation>Anzahl der Fundstellen</translation>
    </message>
    <message>
      <source>Number of points</source>
      <translation>Zahl der Punkte</translation>
    </message>
    <message>
      <source>Number of projects written</source>
      <translation>Anzahl der geschriebenen Projekte</translation>
    </message>
    <message>
      <source>Number of reminders</source>
      <translation>Anzahl der Erinnerungen</translation>
    </message>
    <message>
      <source>Number of stations</source>
      <translation>Zahl der Stationen</translation>
    </message>
    <message>
      <source>Number of the decision</source>
      <translation>Beschlussnummer</translation>
    </message>
    <message>
      <source>Number of values received</source>
      <translation>Zahl der erhaltenen Werte</translation>
    </message>
    <message>
      <source>Number of warnings</source>
      <translation>Anzahl der Hinweise</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Objects in the copy</source>
      <translation>Objekte in der Kopie</translation>
    </message>
    <message>
      <source>Objects in the service (-1: unknown)</source>
      <translation>Objekte im Dienst (-1: unbekannt)</translation>
    </message>
    <message>
      <source>Objects whose box touches the extent are copied; the others are not fetched.</source>
      <translation>Kopiert werden Objekte, deren umschließendes Rechteck den Ausschnitt berührt; die anderen werden nicht geladen.</translation>
    </message>
    <message>
      <source>Observed properties</source>
      <translation>Messgrößen</translation>
    </message>
    <message>
      <source>Obstacles</source>
      <translation>Hemmnisse</translation>
    </message>
    <message>
      <source>Of the software or the data, e.g. EUPL-1.2 or CC BY 4.0.</source>
      <translation>Lizenz der Software oder der Daten, z. B. EUPL-1.2 oder CC BY 4.0.</translation>
    </message>
    <message>
      <source>On deletion</source>
      <translation>Beim Löschen</translation>
    </message>
    <message numerus="yes">
      <source>On the map: %n station value(s).</source>
      <translation>
        <numerusform>Auf der Karte: %n Stationswert.</numerusform>
        <numerusform>Auf der Karte: %n Stationswerte.</numerusform>
      </translation>
    </message>
    <message>
      <source>On {date}: {sentence}</source>
      <translation>Am {date}: {sentence}</translation>
    </message>
    <message>
      <source>One column must be the title, the code or the id.</source>
      <translation>Eine Spalte muss der Titel, der Code oder die Kennung sein.</translation>
    </message>
    <message>
      <source>One of the two coordinates is missing.</source>
      <translation>Eine der beiden Koordinaten fehlt.</translation>
    </message>
    <message>
      <source>One quiet message when a value crosses its limit while values are loaded or live; the next only after the value has come back by the way back. Limits are in the unit of the measurement.</source>
      <translation>Eine ruhige Meldung, wenn ein Wert beim Laden oder live seine Grenze überschreitet; die nächste erst, wenn er um den Rückweg zurückgegangen ist. Grenzen gelten in der Einheit der Messgröße.</translation>
    </message>
    <message>
      <source>Only a register in PostgreSQL has to be made ready for a feature service. QGIS Server publishes a GeoPackage as it is.</source>
      <translation>Nur ein Register in PostgreSQL muss für einen Objektdienst vorbereitet werden. Ein GeoPackage veröffentlicht QGIS Server so, wie es ist.</translation>
    </message>
    <message>
      <source>Only catalogues of your own can be removed; hide the others.</source>
      <translation>Nur eigene Kataloge lassen sich entfernen; blenden Sie die anderen aus.</translation>
    </message>
    <message>
      <source>Only check</source>
      <translation>Nur prüfen</translation>
    </message>
    <message>
      <source>Only for tables. Empty recognises the columns.</source>
      <translation>Nur für Tabellen. Leer erkennt die Spalten.</translation>
    </message>
    <message>
      <source>Only layers with objects can be published from here.</source>
      <translation>Von hier lassen sich nur Layer mit Objekten veröffentlichen.</translation>
    </message>
    <message>
      <source>Only objects in this extent</source>
      <translation>Nur Objekte in diesem Ausschnitt</translation>
    </message>
    <message>
      <source>Only of {publisher}</source>
      <translation>Nur von {publisher}</translation>
    </message>
    <message>
      <source>Only reviewers add funding programmes to this register: {titles}. Choose one that is in the list, or ask them to add it.</source>
      <translation>Förderprogramme tragen in dieses Register nur Prüfende ein: {titles}. Wählen Sie eines aus der Liste oder bitten Sie sie, es einzutragen.</translation>
    </message>
    <message>
      <source>Only stations in this area.</source>
      <translation>Nur Stationen in diesem Gebiet.</translation>
    </message>
    <message>
      <source>Only stations in: {area}</source>
      <translation>Nur Stationen in: {area}</translation>
    </message>
    <message>
      <source>Only the first {count} objects were checked.</source>
      <translation>Nur die ersten {count} Objekte wurden geprüft.</translation>
    </message>
    <message>
      <source>Only the list of geo services was searched.</source>
      <translation>Nur die Liste der Geodienste wurde durchsucht.</translation>
    </message>
    <message>
      <source>Only this quantity. Empty checks all.</source>
      <translation>Nur diese Messgröße. Leer prüft alle.</translation>
    </message>
    <message>
      <source>Only what your log-in may see was searched. Freed rows and backups of a database are the administrator's task (VACUUM FULL, retention of the backups).</source>
      <translation>Durchsucht wurde nur, was Ihre Anmeldung sehen darf. Frei gewordene Zeilen und Sicherungen einer Datenbank sind Sache der Administration (VACUUM FULL, Aufbewahrung der Sicherungen).</translation>
    </message>
    <message>
      <source>Only {received} of {wanted} municipalities came; the stored boundaries were kept. Missing: {names}.</source>
      <translation>Nur {received} von {wanted} Kommunen wurden geliefert; die gespeicherten Grenzen bleiben erhalten. Es fehlen: {names}.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open &amp;sample</source>
      <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
      <source>Open Ruhr Smart City</source>
      <translation>Ruhr Smart City öffnen</translation>
    </message>
    <message>
      <source>Open a register first, then import into it.</source>
      <translation>Öffnen Sie erst ein Register, dann lesen Sie Projekte ein.</translation>
    </message>
    <message>
      <source>Open a register first.</source>
      <translation>Öffnen Sie erst ein Register.</translation>
    </message>
    <message>
      <source>Open a store of measured values</source>
      <translation>Speicher mit Messwerten öffnen</translation>
    </message>
    <message>
      <source>Open a store of values …</source>
      <translation>Speicher mit Messwerten öffnen …</translation>
    </message>
    <message>
      <source>Open a table from disk</source>
      <translation>Tabelle von der Festplatte öffnen</translation>
    </message>
    <message>
      <source>Open as &amp;layers (QGIS, INTERN)</source>
      <translation>Als &amp;Layer öffnen (QGIS, INTERN)</translation>
    </message>
    <message>
      <source>Open demo workspace</source>
      <translation>Demo-Arbeitsbereich öffnen</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Open in &amp;browser</source>
      <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
      <source>Open in browser</source>
      <translation>Im Browser öffnen</translation>
    </message>
    <message>
      <source>Open in the Ruhr panel</source>
      <translation>Im Ruhr-Panel öffnen</translation>
    </message>
    <message>
      <source>Open latest backup</source>
      <translation>Letzte Sicherung öffnen</translation>
    </message>
    <message>
      <source>Open licences only</source>
      <translation>Nur offene Lizenzen</translation>
    </message>
    <message>
      <source>Open log</source>
      <translation>Protokoll öffnen</translation>
    </message>
    <message>
      <source>Open project register</source>
      <translation>Projektregister öffnen</translation>
    </message>
    <message>
      <source>Open sample</source>
      <translation>Beispiel öffnen</translation>
    </message>
    <message>
      <source>Open sample catalogue</source>
      <translation>Beispielkatalog öffnen</translation>
    </message>
    <message>
      <source>Open source</source>
      <translation>Open Source</translation>
    </message>
    <message>
      <source>Open table</source>
      <translation>Tabelle öffnen</translation>
    </message>
    <message>
      <source>Open …</source>
      <translation>Öffnen …</translation>
    </message>
    <message>
      <source>Opening the backup</source>
      <translation>Sicherung wird geöffnet</translation>
    </message>
    <message>
      <source>Opening the demo workspace</source>
      <translation>Demo-Arbeitsbereich wird geöffnet</translation>
    </message>
    <message>
      <source>Opening the layer</source>
      <translation>Layer wird geöffnet</translation>
    </message>
    <message>
      <source>Opening the project register</source>
      <translation>Projektregister wird geöffnet</translation>
    </message>
    <message>
      <source>Opening the sample register</source>
      <translation>Beispielregister wird geöffnet</translation>
    </message>
    <message>
      <source>Opening “{file}”</source>
      <translation>„{file}“ wird geöffnet</translation>
    </message>
    <message>
      <source>Opens in the browser</source>
      <translation>Wird im Browser geöffnet</translation>
    </message>
    <message>
      <source>Operating model</source>
      <translation>Betreibermodell</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <source>Organisation</source>
      <translation>Organisation</translation>
    </message>
    <message>
      <source>Organisation:</source>
      <translation>Organisation:</translation>
    </message>
    <message>
      <source>Organisation: {title}</source>
      <translation>Organisation: {title}</translation>
    </message>
    <message>
      <source>Organisations</source>
      <translation>Organisationen</translation>
    </message>
    <message>
      <source>Organisations and programmes</source>
      <translation>Organisationen und Programme</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Andere</translation>
    </message>
    <message>
      <source>Other address …</source>
      <translation>Andere Adresse …</translation>
    </message>
    <message>
      <source>Other project</source>
      <translation>Anderes Projekt</translation>
    </message>
    <message>
      <source>Other version</source>
      <translation>Andere Fassung</translation>
    </message>
    <message>
      <source>Other version: {name}, {time}.</source>
      <translation>Andere Fassung: {name}, {time}.</translation>
    </message>
    <message>
      <source>Other version: {name}.</source>
      <translation>Andere Fassung: {name}.</translation>
    </message>
    <message>
      <source>Other …</source>
      <translation>Anderes …</translation>
    </message>
    <message>
      <source>Others kept saving this record. It will be tried again next time.</source>
      <translation>Andere haben diesen Datensatz immer wieder gespeichert. Beim nächsten Mal wird es erneut versucht.</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>Überblick</translation>
    </message>
    <message>
      <source>Own normals by month</source>
      <translation>Eigene Mittelwerte je Monat</translation>
    </message>
    <message>
      <source>Own normals: each line needs its month, a number from 1 to 12.</source>
      <translation>Eigene Mittelwerte: Jede Zeile braucht ihren Monat, eine Zahl von 1 bis 12.</translation>
    </message>
    <message>
      <source>Own share (€)</source>
      <translation>Eigenanteil (€)</translation>
    </message>
    <message>
      <source>Own thresholds (JSON)</source>
      <translation>Eigene Schwellen (JSON)</translation>
    </message>
    <message>
      <source>Own version</source>
      <translation>Eigene Fassung</translation>
    </message>
    <message>
      <source>P&amp;laces of the project</source>
      <translation>Orte des Pro&amp;jekts</translation>
    </message>
    <message>
      <source>PNG pictures (*.png)</source>
      <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Participants</source>
      <translation>Beteiligte</translation>
    </message>
    <message>
      <source>Participating m&amp;unicipalities</source>
      <translation>Beteiligte Ko&amp;mmunen</translation>
    </message>
    <message>
      <source>Partner</source>
      <translation>Partner</translation>
    </message>
    <message>
      <source>Partners</source>
      <translation>Partner</translation>
    </message>
    <message>
      <source>Pass on changed data under the same licence only.</source>
      <translation>Veränderte Daten dürfen nur unter derselben Lizenz weitergegeben werden.</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>Pfad</translation>
    </message>
    <message>
      <source>Path of a GeoPackage, “postgresql://server/database”, “service=name”, or the address of a feature service (“https://server/wfs”). Type no password into it, a model would keep it in its file: choose a log-in.</source>
      <translation>Pfad eines GeoPackages, „postgresql://server/datenbank“, „service=name“ oder die Adresse eines Feature-Dienstes („https://server/wfs“). Schreiben Sie kein Kennwort hinein, ein Modell behielte es in seiner Datei: Wählen Sie eine Anmeldung.</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>Period from</source>
      <translation>Zeitraum ab</translation>
    </message>
    <message>
      <source>Period of the data</source>
      <translation>Zeitraum der Daten</translation>
    </message>
    <message>
      <source>Period until</source>
      <translation>Zeitraum bis</translation>
    </message>
    <message>
      <source>Periods of measured values (ruhr:stationperiods)</source>
      <translation>Zeiträume von Messwerten (ruhr:stationperiods)</translation>
    </message>
    <message>
      <source>Periods of stations</source>
      <translation>Zeiträume der Stationen</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Person {number}</source>
      <translation>Person {number}</translation>
    </message>
    <message>
      <source>Personal data deleted</source>
      <translation>Personenbezogene Daten gelöscht</translation>
    </message>
    <message>
      <source>Phase</source>
      <translation>Phase</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Orte</translation>
    </message>
    <message>
      <source>Places (WKT or coordinates)</source>
      <translation>Orte (WKT oder Koordinaten)</translation>
    </message>
    <message>
      <source>Places (areas)</source>
      <translation>Orte (Flächen)</translation>
    </message>
    <message>
      <source>Places (lines)</source>
      <translation>Orte (Linien)</translation>
    </message>
    <message>
      <source>Places (points)</source>
      <translation>Orte (Punkte)</translation>
    </message>
    <message>
      <source>Places are compared with the boxes of the municipalities, so that a place near a border may pass.</source>
      <translation>Orte werden mit den umgebenden Rechtecken der Kommunen verglichen; ein Ort nahe einer Grenze kann deshalb durchgehen.</translation>
    </message>
    <message>
      <source>Places found</source>
      <translation>Gefundene Orte</translation>
    </message>
    <message>
      <source>Places from selected features</source>
      <translation>Orte aus ausgewählten Objekten</translation>
    </message>
    <message>
      <source>Places of the observations</source>
      <translation>Orte der Beobachtungen</translation>
    </message>
    <message>
      <source>Places of the project</source>
      <translation>Orte des Projekts</translation>
    </message>
    <message>
      <source>Places of the stations</source>
      <translation>Standorte der Stationen</translation>
    </message>
    <message>
      <source>Planned end</source>
      <translation>Geplantes Ende</translation>
    </message>
    <message>
      <source>Planned start</source>
      <translation>Geplanter Beginn</translation>
    </message>
    <message>
      <source>Please check – {note}</source>
      <translation>Bitte prüfen – {note}</translation>
    </message>
    <message>
      <source>Plugin</source>
      <translation>Erweiterung</translation>
    </message>
    <message>
      <source>Plugin version: {version}</source>
      <translation>Version der Erweiterung: {version}</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>Point 1,234.5</source>
      <translation>Punkt 1,234.5</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Punkte</translation>
    </message>
    <message>
      <source>Polygons, for example districts, blocks or municipalities. A selection is respected.</source>
      <translation>Polygone, zum Beispiel Stadtbezirke, Baublöcke oder Gemeinden. Eine Auswahl wird beachtet.</translation>
    </message>
    <message>
      <source>Portal</source>
      <translation>Portal</translation>
    </message>
    <message>
      <source>Portal: {title} ({kind}), {root}</source>
      <translation>Portal: {title} ({kind}), {root}</translation>
    </message>
    <message>
      <source>Portals</source>
      <translation>Portale</translation>
    </message>
    <message>
      <source>Portals that deliver to GovData directly need the id of the data provider (convention 12).</source>
      <translation>Portale, die direkt an GovData liefern, brauchen die Kennung des Datenbereitstellers (Konvention 12).</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>Lage</translation>
    </message>
    <message>
      <source>Position set ({how}) in {municipality}.</source>
      <translation>Lage gesetzt ({how}) in {municipality}.</translation>
    </message>
    <message>
      <source>Position set ({how}). It lies outside the Ruhr metropolis.</source>
      <translation>Lage gesetzt ({how}). Sie liegt außerhalb der Metropole Ruhr.</translation>
    </message>
    <message>
      <source>Position set ({how}). Suggested municipality: {municipality} – please check.</source>
      <translation>Lage gesetzt ({how}). Vorschlag für die Kommune: {municipality} – bitte prüfen.</translation>
    </message>
    <message>
      <source>Precision of the actual end</source>
      <translation>Genauigkeit des tatsächlichen Endes</translation>
    </message>
    <message>
      <source>Precision of the actual start</source>
      <translation>Genauigkeit des tatsächlichen Beginns</translation>
    </message>
    <message>
      <source>Precision of the planned end</source>
      <translation>Genauigkeit des geplanten Endes</translation>
    </message>
    <message>
      <source>Precision of the planned start</source>
      <translation>Genauigkeit des geplanten Beginns</translation>
    </message>
    <message>
      <source>Prefix of the new fields</source>
      <translation>Präfix der neuen Felder</translation>
    </message>
    <message>
      <source>Preparing the list of projects</source>
      <translation>Projektliste wird vorbereitet</translation>
    </message>
    <message>
      <source>Preparing the objects for the map</source>
      <translation>Objekte werden für die Karte aufbereitet</translation>
    </message>
    <message>
      <source>Preset by your administrator.</source>
      <translation>Von Ihrer Administration vorgegeben.</translation>
    </message>
    <message>
      <source>Previe&amp;w</source>
      <translation>&amp;Vorschau</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Preview of the record</source>
      <translation>Vorschau des Eintrags</translation>
    </message>
    <message>
      <source>Preview of “{title}”</source>
      <translation>Vorschau von „{title}“</translation>
    </message>
    <message>
      <source>Preview: {note}</source>
      <translation>Vorschau: {note}</translation>
    </message>
    <message>
      <source>Privacy impact assessment</source>
      <translation>Datenschutz-Folgenabschätzung</translation>
    </message>
    <message>
      <source>Processing's history in QGIS keeps the names typed here: empty it when the request is done.</source>
      <translation>Der Verlauf der Verarbeitung in QGIS merkt sich die hier eingegebenen Namen: Leeren Sie ihn, wenn die Anfrage erledigt ist.</translation>
    </message>
    <message>
      <source>Procurement</source>
      <translation>Vergabe</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Progress of the running tasks</source>
      <translation>Fortschritt der laufenden Vorgänge</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Project check</source>
      <translation>Projektprüfung</translation>
    </message>
    <message>
      <source>Project check: {project}</source>
      <translation>Projektprüfung: {project}</translation>
    </message>
    <message>
      <source>Project created</source>
      <translation>Projekt angelegt</translation>
    </message>
    <message>
      <source>Project deleted</source>
      <translation>Projekt gelöscht</translation>
    </message>
    <message>
      <source>Project register</source>
      <translation>Projektregister</translation>
    </message>
    <message>
      <source>Project: {title}</source>
      <translation>Projekt: {title}</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projekte</translation>
    </message>
    <message>
      <source>Projects added</source>
      <translation>Hinzugefügte Projekte</translation>
    </message>
    <message>
      <source>Projects changed</source>
      <translation>Geänderte Projekte</translation>
    </message>
    <message>
      <source>Projects known from public documents, marked as samples.</source>
      <translation>Projekte aus öffentlichen Dokumenten, als Beispiele gekennzeichnet.</translation>
    </message>
    <message>
      <source>Projects of the team's register name the entry</source>
      <translation>Projekte im Register des Teams nennen den Eintrag</translation>
    </message>
    <message>
      <source>Projects that are not changed</source>
      <translation>Projekte, die nicht geändert werden</translation>
    </message>
    <message>
      <source>Projects unchanged</source>
      <translation>Unveränderte Projekte</translation>
    </message>
    <message>
      <source>Proposal</source>
      <translation>Vorschlag</translation>
    </message>
    <message>
      <source>Provider</source>
      <translation>Fördergeber</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>Proxy</translation>
    </message>
    <message>
      <source>Pu&amp;blisher*:</source>
      <translation>Hera&amp;usgeber*:</translation>
    </message>
    <message>
      <source>Publish</source>
      <translation>Veröffentlichen</translation>
    </message>
    <message>
      <source>Publish the chosen layer</source>
      <translation>Gewählten Layer veröffentlichen</translation>
    </message>
    <message>
      <source>Publish “{layer}”</source>
      <translation>„{layer}“ veröffentlichen</translation>
    </message>
    <message>
      <source>Publish “{title}” on {portal}? The file and its description will be visible for everybody.</source>
      <translation>„{title}“ auf {portal} veröffentlichen? Die Datei und ihre Beschreibung werden für alle sichtbar.</translation>
    </message>
    <message>
      <source>Published and read back: {address}</source>
      <translation>Veröffentlicht und zurückgelesen: {address}</translation>
    </message>
    <message>
      <source>Published: {address}. The description was read back; the file itself could not be compared.</source>
      <translation>Veröffentlicht: {address}. Die Beschreibung wurde zurückgelesen; die Datei selbst ließ sich nicht vergleichen.</translation>
    </message>
    <message>
      <source>Publisher</source>
      <translation>Herausgeber</translation>
    </message>
    <message>
      <source>Put before the names of the new fields, for example “t_” for t_mean.</source>
      <translation>Steht vor den Namen der neuen Felder, zum Beispiel „t_“ für t_mean.</translation>
    </message>
    <message>
      <source>QGIS cannot read it.</source>
      <translation>QGIS kann ihn nicht lesen.</translation>
    </message>
    <message>
      <source>QGIS cannot use the address of the tiles: {address}. Ask the operator for another one.</source>
      <translation>QGIS kann die Adresse der Kacheln nicht verwenden: {address}. Fragen Sie den Betreiber nach einer anderen.</translation>
    </message>
    <message>
      <source>QGIS could not open the register “{name}” as a map layer.</source>
      <translation>QGIS konnte das Register „{name}“ nicht als Layer öffnen.</translation>
    </message>
    <message>
      <source>QGIS could not take the places into the layer “{name}”.</source>
      <translation>QGIS konnte die Orte nicht in den Layer „{name}“ übernehmen.</translation>
    </message>
    <message>
      <source>QGIS has no PostgreSQL connection “{name}” any more. Choose another one, or make it anew in QGIS's browser.</source>
      <translation>QGIS hat keine PostgreSQL-Verbindung „{name}“ mehr. Wählen Sie eine andere, oder legen Sie sie im QGIS-Browser neu an.</translation>
    </message>
    <message>
      <source>QGIS keeps connections and log-ins; the plugin remembers only which one was chosen.</source>
      <translation>Verbindungen und Anmeldungen verwahrt QGIS; das Plugin merkt sich nur, welche gewählt wurde.</translation>
    </message>
    <message>
      <source>QGIS profile</source>
      <translation>QGIS-Profil</translation>
    </message>
    <message>
      <source>QGIS's password store is locked, so that nobody could log in. Try again and type the master password of QGIS when it asks for it.</source>
      <translation>Der Passwortspeicher von QGIS ist gesperrt, darum war keine Anmeldung möglich. Versuchen Sie es noch einmal, und geben Sie das Hauptkennwort von QGIS ein, wenn danach gefragt wird.</translation>
    </message>
    <message>
      <source>QGIS's plugin “Processing” is switched off, and analyses run in it. Switch it on under Plugins → Manage and Install Plugins.</source>
      <translation>Die QGIS-Erweiterung „Processing“ ist ausgeschaltet; die Analysen laufen darin. Schalten Sie sie unter Erweiterungen → Erweiterungen verwalten und installieren ein.</translation>
    </message>
    <message>
      <source>Quality of stations</source>
      <translation>Qualität von Stationen</translation>
    </message>
    <message>
      <source>Quantities</source>
      <translation>Messgrößen</translation>
    </message>
    <message>
      <source>Quantities such as air_temperature, relative_humidity, pm10; several with commas. Empty fetches all.</source>
      <translation>Messgrößen wie air_temperature, relative_humidity, pm10; mehrere mit Komma. Leer holt alle.</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Messgröße</translation>
    </message>
    <message>
      <source>Quantity of column {title}</source>
      <translation>Messgröße der Spalte {title}</translation>
    </message>
    <message>
      <source>Quantity of “{name}”</source>
      <translation>Messgröße von „{name}“</translation>
    </message>
    <message>
      <source>Rain heights in mm by duration and return period</source>
      <translation>Niederschlagshöhen in mm nach Dauer und Wiederkehrzeit</translation>
    </message>
    <message>
      <source>Raster</source>
      <translation>Raster</translation>
    </message>
    <message>
      <source>Raster statistics</source>
      <translation>Rasterstatistik</translation>
    </message>
    <message>
      <source>Raster statistics per area</source>
      <translation>Rasterstatistik je Fläche</translation>
    </message>
    <message>
      <source>Rate (%)</source>
      <translation>Fördersatz (%)</translation>
    </message>
    <message>
      <source>Rather a role or an office than a person, e.g. “Smart City office”.</source>
      <translation>Lieber eine Rolle oder Stelle als eine Person, z. B. „Stabsstelle Smart City“.</translation>
    </message>
    <message>
      <source>Read in full</source>
      <translation>Ganz lesen</translation>
    </message>
    <message>
      <source>Read in master data</source>
      <translation>Stammdaten einlesen</translation>
    </message>
    <message>
      <source>Read it all</source>
      <translation>Alles lesen</translation>
    </message>
    <message>
      <source>Read own themes</source>
      <translation>Eigene Themen einlesen</translation>
    </message>
    <message>
      <source>Reading deleted projects</source>
      <translation>Gelöschte Projekte werden gelesen</translation>
    </message>
    <message>
      <source>Reading the comments</source>
      <translation>Kommentare werden gelesen</translation>
    </message>
    <message>
      <source>Reading the conflicts</source>
      <translation>Konflikte werden gelesen</translation>
    </message>
    <message>
      <source>Reading the file …</source>
      <translation>Datei wird gelesen …</translation>
    </message>
    <message>
      <source>Reading the history</source>
      <translation>Verlauf wird gelesen</translation>
    </message>
    <message>
      <source>Reading the master data</source>
      <translation>Stammdaten werden gelesen</translation>
    </message>
    <message>
      <source>Reading the project</source>
      <translation>Projekt wird gelesen</translation>
    </message>
    <message>
      <source>Reading the project register</source>
      <translation>Projektregister wird gelesen</translation>
    </message>
    <message>
      <source>Reading the projects</source>
      <translation>Projekte werden gelesen</translation>
    </message>
    <message>
      <source>Reading the sheet “{sheet}”</source>
      <translation>Das Blatt „{sheet}“ wird gelesen</translation>
    </message>
    <message>
      <source>Reading the themes</source>
      <translation>Themen werden eingelesen</translation>
    </message>
    <message>
      <source>Reading what is readable</source>
      <translation>Lesbares wird gelesen</translation>
    </message>
    <message>
      <source>Reading what waits</source>
      <translation>Wartendes wird gelesen</translation>
    </message>
    <message>
      <source>Reading {name}</source>
      <translation>{name} wird gelesen</translation>
    </message>
    <message>
      <source>Reading “{name}”</source>
      <translation>„{name}“ wird gelesen</translation>
    </message>
    <message>
      <source>Reads CSV files as German offices write them, workbooks, GeoJSON, GeoPackage and other layers, and the files of “Export projects”. Columns are recognised by the register's names, by their labels and by the names offices use; MAPPING names them otherwise, as JSON: {"title": "Projekttitel"}. Totals, remarks and heads that stand in the table again are left out; the report names them.</source>
      <translation>Liest CSV-Dateien, wie deutsche Ämter sie schreiben, Arbeitsmappen, GeoJSON, GeoPackage und andere Layer sowie die Dateien von „Projekte ausgeben“. Spalten werden an den Namen des Registers, an ihren Bezeichnungen und an den in Ämtern üblichen Namen erkannt; MAPPING nennt sie andernfalls, als JSON: {"title": "Projekttitel"}. Summen, Bemerkungen und Spaltenköpfe, die in der Tabelle noch einmal stehen, werden übergangen; der Bericht nennt sie.</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Ready for a feature service</source>
      <translation>Für einen Objektdienst vorbereitet</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Reason for returning</source>
      <translation>Grund der Rückgabe</translation>
    </message>
    <message>
      <source>Reason for the status</source>
      <translation>Grund für den Status</translation>
    </message>
    <message>
      <source>Recognise the coordinate system</source>
      <translation>Koordinatensystem erkennen</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>Datensatz</translation>
    </message>
    <message>
      <source>Record {uuid} was not synchronised.</source>
      <translation>Der Datensatz {uuid} wurde nicht abgeglichen.</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Records fetched</source>
      <translation>Geholte Datensätze</translation>
    </message>
    <message>
      <source>Records in conflict</source>
      <translation>Datensätze im Konflikt</translation>
    </message>
    <message>
      <source>Records not saved</source>
      <translation>Nicht gespeicherte Datensätze</translation>
    </message>
    <message>
      <source>Records of the file</source>
      <translation>Datensätze der Datei</translation>
    </message>
    <message>
      <source>Records sent</source>
      <translation>Gesendete Datensätze</translation>
    </message>
    <message>
      <source>Redo (Ctrl+Y)</source>
      <translation>Wiederherstellen (Strg+Y)</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>Aktenzeichen</translation>
    </message>
    <message>
      <source>Reference number of the application or the grant.</source>
      <translation>Aktenzeichen des Antrags oder der Bewilligung.</translation>
    </message>
    <message>
      <source>Reference station</source>
      <translation>Vergleichsstation</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Aktualisieren</translation>
    </message>
    <message>
      <source>Refresh the copy on the map</source>
      <translation>Kopie auf der Karte aktualisieren</translation>
    </message>
    <message>
      <source>Refresh the local copy</source>
      <translation>Lokale Kopie aktualisieren</translation>
    </message>
    <message>
      <source>Refreshing the index of the catalogues</source>
      <translation>Index der Kataloge wird aktualisiert</translation>
    </message>
    <message>
      <source>Refreshing {service}</source>
      <translation>{service} wird aktualisiert</translation>
    </message>
    <message>
      <source>Refreshing “{layer}”</source>
      <translation>„{layer}“ wird aktualisiert</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Register</source>
      <translation>Register</translation>
    </message>
    <message>
      <source>Register as of a day</source>
      <translation>Register zum Stichtag</translation>
    </message>
    <message>
      <source>Register of the team</source>
      <translation>Register des Teams</translation>
    </message>
    <message>
      <source>Register of the team: {name}.</source>
      <translation>Register des Teams: {name}.</translation>
    </message>
    <message>
      <source>Register or internal export</source>
      <translation>Register oder interne Ausgabe</translation>
    </message>
    <message>
      <source>Registers in PostgreSQL need the Python package “psycopg2”, which is missing in this QGIS. Ask your administrator to install it.</source>
      <translation>Register in PostgreSQL brauchen das Python-Paket „psycopg2“, das in diesem QGIS fehlt. Bitten Sie Ihre Administration, es zu installieren.</translation>
    </message>
    <message>
      <source>Relation</source>
      <translation>Beziehung</translation>
    </message>
    <message>
      <source>Relations</source>
      <translation>Beziehungen</translation>
    </message>
    <message>
      <source>Relative humidity</source>
      <translation>Relative Luftfeuchte</translation>
    </message>
    <message>
      <source>Reminder</source>
      <translation>Erinnerung</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove all</source>
      <translation>Alle weg</translation>
    </message>
    <message>
      <source>Remove all filters</source>
      <translation>Alle Filter entfernen</translation>
    </message>
    <message>
      <source>Remove filters</source>
      <translation>Filter entfernen</translation>
    </message>
    <message>
      <source>Remove from favourites</source>
      <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
      <source>Remove from “{list}”</source>
      <translation>Aus „{list}“ entfernen</translation>
    </message>
    <message>
      <source>Remove municipality</source>
      <translation>Kommune entfernen</translation>
    </message>
    <message>
      <source>Remove the filter {name}</source>
      <translation>Filter „{name}“ entfernen</translation>
    </message>
    <message>
      <source>Remove the selected places</source>
      <translation>Ausgewählte Orte entfernen</translation>
    </message>
    <message>
      <source>Remove this portal from the list</source>
      <translation>Dieses Portal aus der Liste entfernen</translation>
    </message>
    <message>
      <source>Remove this service from the list</source>
      <translation>Diesen Dienst aus der Liste entfernen</translation>
    </message>
    <message>
      <source>Remove “{series}” from the chart</source>
      <translation>„{series}“ aus dem Diagramm entfernen</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>Reparieren</translation>
    </message>
    <message>
      <source>Repairing the project register</source>
      <translation>Projektregister wird repariert</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Report saved: {name}</source>
      <translation>Bericht gespeichert: {name}</translation>
    </message>
    <message>
      <source>Report {name}</source>
      <translation>Bericht {name}</translation>
    </message>
    <message>
      <source>Resources</source>
      <translation>Ressourcen</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Restored: {title}</source>
      <translation>Wiederhergestellt: {title}</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Results in this project</source>
      <translation>Ergebnisse in diesem Projekt</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Zurückgeben</translation>
    </message>
    <message>
      <source>Return …</source>
      <translation>Zurückgeben …</translation>
    </message>
    <message>
      <source>Returning a project needs a comment.</source>
      <translation>Wer ein Projekt zurückgibt, muss es begründen.</translation>
    </message>
    <message>
      <source>Review state</source>
      <translation>Freigabestatus</translation>
    </message>
    <message>
      <source>Review: {state}</source>
      <translation>Freigabestatus: {state}</translation>
    </message>
    <message>
      <source>Reviewers keep the funding programmes of this register. Ask them to add or to change one.</source>
      <translation>Die Förderprogramme dieses Registers pflegen die Prüfenden. Bitten Sie sie, eines einzutragen oder zu ändern.</translation>
    </message>
    <message>
      <source>Rhythm</source>
      <translation>Rhythmus</translation>
    </message>
    <message>
      <source>Rights</source>
      <translation>Rechte</translation>
    </message>
    <message>
      <source>Risk</source>
      <translation>Risiko</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Rolle</translation>
    </message>
    <message>
      <source>Role of the municipality</source>
      <translation>Rolle der Kommune</translation>
    </message>
    <message>
      <source>Rooms</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>Route</source>
      <translation>Trasse</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Row {line} was rejected: {fields}</source>
      <translation>Zeile {line} abgewiesen: {fields}</translation>
    </message>
    <message>
      <source>Row {line}: {reason}</source>
      <translation>Zeile {line}: {reason}</translation>
    </message>
    <message>
      <source>Row {number}: {reason}</source>
      <translation>Zeile {number}: {reason}</translation>
    </message>
    <message>
      <source>Rows rejected</source>
      <translation>Abgelehnte Zeilen</translation>
    </message>
    <message>
      <source>Rows that do not fit</source>
      <translation>Fehlerhafte Zeilen</translation>
    </message>
    <message>
      <source>Ruhr Smart City</source>
      <translation>Ruhr Smart City</translation>
    </message>
    <message>
      <source>Ruhr Smart City (sample)</source>
      <translation>Ruhr Smart City (Beispiel)</translation>
    </message>
    <message>
      <source>Ruhr Smart City: data sets, projects, analyses</source>
      <translation>Ruhr Smart City: Datensätze, Projekte, Analysen</translation>
    </message>
    <message>
      <source>S</source>
      <translation>S</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>A&amp;nhalten</translation>
    </message>
    <message>
      <source>S&amp;trategies</source>
      <translation>S&amp;trategien</translation>
    </message>
    <message>
      <source>S&amp;ynchronise</source>
      <translation>Abgle&amp;ichen</translation>
    </message>
    <message>
      <source>S&amp;ynonyms …</source>
      <translation>S&amp;ynonyme …</translation>
    </message>
    <message>
      <source>S&amp;ystem of the coordinates</source>
      <translation>S&amp;ystem der Koordinaten</translation>
    </message>
    <message>
      <source>SCOPE = public writes public projects only, without internal columns, internal places, internal documents, and without persons who have not consented. SCOPE = internal writes everything: hand such a file to nobody outside; tables in it are marked INTERN. In json and gpkg it also holds the master data: organisations with contacts, programmes, strategies.</source>
      <translation>SCOPE = public schreibt nur öffentliche Projekte, ohne interne Spalten, interne Orte und interne Dokumente und ohne Personen, die nicht eingewilligt haben. SCOPE = internal schreibt alles: Geben Sie eine solche Datei niemandem außerhalb; Tabellen darin sind mit INTERN gekennzeichnet. In json und gpkg enthält sie auch die Stammdaten: Organisationen mit Kontakten, Programme, Strategien.</translation>
    </message>
    <message>
      <source>SE</source>
      <translation>SO</translation>
    </message>
    <message>
      <source>SVG drawings (*.svg)</source>
      <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
      <source>SW</source>
      <translation>SW</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>Beispiel</translation>
    </message>
    <message>
      <source>Sample catalogue</source>
      <translation>Beispielkatalog</translation>
    </message>
    <message>
      <source>Sample catalogue (offline)</source>
      <translation>Beispielkatalog (offline)</translation>
    </message>
    <message>
      <source>Sample measuring points</source>
      <translation>Beispiel-Messpunkte</translation>
    </message>
    <message>
      <source>Sample stations</source>
      <translation>Beispielstationen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save &amp;draft</source>
      <translation>Entwurf speiche&amp;rn</translation>
    </message>
    <message>
      <source>Save &amp;incomplete copies too</source>
      <translation>Auch &amp;unvollständig speichern</translation>
    </message>
    <message>
      <source>Save &amp;report …</source>
      <translation>Be&amp;richt speichern …</translation>
    </message>
    <message>
      <source>Save (Ctrl+S)</source>
      <translation>Speichern (Strg+S)</translation>
    </message>
    <message>
      <source>Save an incomplete copy as well</source>
      <translation>Auch eine unvollständige Kopie speichern</translation>
    </message>
    <message>
      <source>Save as CSV (INTERN) …</source>
      <translation>Als CSV speichern (INTERN) …</translation>
    </message>
    <message>
      <source>Save history</source>
      <translation>Verlauf speichern</translation>
    </message>
    <message>
      <source>Save list</source>
      <translation>Liste speichern</translation>
    </message>
    <message>
      <source>Save mine as a copy</source>
      <translation>Meine als Kopie speichern</translation>
    </message>
    <message>
      <source>Save or discard what you have entered before you join entries.</source>
      <translation>Speichern oder verwerfen Sie Ihre Eingaben, bevor Sie Einträge zusammenführen.</translation>
    </message>
    <message>
      <source>Save or discard what you have entered before you restore a version.</source>
      <translation>Speichern oder verwerfen Sie Ihre Eingaben, bevor Sie eine Version wiederherstellen.</translation>
    </message>
    <message>
      <source>Save or discard what you have entered before you take the join back.</source>
      <translation>Speichern oder verwerfen Sie Ihre Eingaben, bevor Sie das Zusammenführen rückgängig machen.</translation>
    </message>
    <message>
      <source>Save record</source>
      <translation>Eintrag speichern</translation>
    </message>
    <message>
      <source>Save report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>Save search</source>
      <translation>Suche speichern</translation>
    </message>
    <message>
      <source>Save source notes</source>
      <translation>Quellenvermerke speichern</translation>
    </message>
    <message>
      <source>Save template</source>
      <translation>Vorlage speichern</translation>
    </message>
    <message>
      <source>Save the content of version {version} as the newest version? What is there now stays in the history.</source>
      <translation>Inhalt der Version {version} als neueste Version speichern? Was jetzt dasteht, bleibt im Verlauf.</translation>
    </message>
    <message>
      <source>Save the copy as</source>
      <translation>Kopie speichern unter</translation>
    </message>
    <message>
      <source>Save this search …</source>
      <translation>Diese Suche speichern …</translation>
    </message>
    <message numerus="yes">
      <source>Saved %n time(s)</source>
      <translation>
        <numerusform>%n-mal gespeichert</numerusform>
        <numerusform>%n-mal gespeichert</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved as “{name}”.</source>
      <translation>Gespeichert als „{name}“.</translation>
    </message>
    <message>
      <source>Saved searches</source>
      <translation>Gespeicherte Suchen</translation>
    </message>
    <message numerus="yes">
      <source>Saved: %n record(s) of the master data</source>
      <translation>
        <numerusform>Gespeichert: %n Eintrag der Stammdaten</numerusform>
        <numerusform>Gespeichert: %n Einträge der Stammdaten</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved: {path}</source>
      <translation>Gespeichert: {path}</translation>
    </message>
    <message>
      <source>Saved: {title}</source>
      <translation>Gespeichert: {title}</translation>
    </message>
    <message>
      <source>Saving the comment</source>
      <translation>Kommentar wird gespeichert</translation>
    </message>
    <message>
      <source>Saving the list</source>
      <translation>Die Liste wird gespeichert</translation>
    </message>
    <message>
      <source>Saving the master data</source>
      <translation>Stammdaten werden gespeichert</translation>
    </message>
    <message>
      <source>Saving the project</source>
      <translation>Projekt wird gespeichert</translation>
    </message>
    <message>
      <source>Saving the projects</source>
      <translation>Projekte werden gespeichert</translation>
    </message>
    <message>
      <source>Saving the report</source>
      <translation>Der Bericht wird gespeichert</translation>
    </message>
    <message>
      <source>Saving …</source>
      <translation>Wird gespeichert …</translation>
    </message>
    <message>
      <source>Schematic areas, computed from one point, the box and the size of each municipality; the borders are not real.</source>
      <translation>Schematische Flächen, berechnet aus einem Punkt, dem umschließenden Rechteck und der Größe jeder Kommune; die Grenzen sind nicht die tatsächlichen.</translation>
    </message>
    <message>
      <source>Schematic municipalities (no official boundaries)</source>
      <translation>Schematische Gemeindeflächen (keine amtlichen Grenzen)</translation>
    </message>
    <message>
      <source>Search a catalogue</source>
      <translation>Katalog durchsuchen</translation>
    </message>
    <message>
      <source>Search analyses</source>
      <translation>Analysen suchen</translation>
    </message>
    <message>
      <source>Search analyses …</source>
      <translation>Analysen suchen …</translation>
    </message>
    <message>
      <source>Search data</source>
      <translation>Daten suchen</translation>
    </message>
    <message>
      <source>Search filters</source>
      <translation>Filter suchen</translation>
    </message>
    <message>
      <source>Search filters …</source>
      <translation>Filter suchen …</translation>
    </message>
    <message>
      <source>Search for</source>
      <translation>Suchen nach</translation>
    </message>
    <message>
      <source>Search here</source>
      <translation>Hier suchen</translation>
    </message>
    <message>
      <source>Search in the filters</source>
      <translation>In den Filtern suchen</translation>
    </message>
    <message>
      <source>Search in the filters, e.g. Herne</source>
      <translation>In den Filtern suchen, z. B. Herne</translation>
    </message>
    <message>
      <source>Search in “{list}”</source>
      <translation>In „{list}“ suchen</translation>
    </message>
    <message>
      <source>Search of a catalogue (ruhr:searchcatalogue)</source>
      <translation>Suche in einem Katalog (ruhr:searchcatalogue)</translation>
    </message>
    <message>
      <source>Search projects</source>
      <translation>Projekte suchen</translation>
    </message>
    <message>
      <source>Search projects …</source>
      <translation>Projekte suchen …</translation>
    </message>
    <message>
      <source>Search stations</source>
      <translation>Stationen suchen</translation>
    </message>
    <message>
      <source>Search stations …</source>
      <translation>Stationen suchen …</translation>
    </message>
    <message>
      <source>Search the open data of the Ruhr. Nothing is contacted before you press “Search”.</source>
      <translation>Offene Daten der Metropole Ruhr durchsuchen. Vor dem Klick auf „Suchen“ wird nichts abgefragt.</translation>
    </message>
    <message>
      <source>Search the position of the address</source>
      <translation>Position der Adresse suchen</translation>
    </message>
    <message>
      <source>Search without words</source>
      <translation>Ohne Suchwörter suchen</translation>
    </message>
    <message>
      <source>Search words</source>
      <translation>Suchwörter</translation>
    </message>
    <message>
      <source>Search …</source>
      <translation>Suchen …</translation>
    </message>
    <message>
      <source>Search, e.g. trees, noise, schools</source>
      <translation>Suchen, z. B. Bäume, Lärm, Schulen</translation>
    </message>
    <message>
      <source>Searches contacts, comments, all texts, the names of those who edited, the history, and what waits for synchronisation. Capitals do not count, “Ärmel” also finds “Aermel”, “Anna Ärmel” also “Ärmel, Anna”. Give several names and addresses separated by semicolons.</source>
      <translation>Durchsucht Kontakte, Kommentare, alle Texte, die Namen der Bearbeitenden, den Verlauf und was auf den Abgleich wartet. Groß und klein ist gleich, „Ärmel“ findet auch „Aermel“, „Anna Ärmel“ auch „Ärmel, Anna“. Mehrere Namen und Adressen trennen Sie durch Semikolon.</translation>
    </message>
    <message>
      <source>Searching the catalogue</source>
      <translation>Katalog wird durchsucht</translation>
    </message>
    <message>
      <source>Searching {portal}</source>
      <translation>{portal} wird durchsucht</translation>
    </message>
    <message>
      <source>Searching {portal} …</source>
      <translation>{portal} wird durchsucht …</translation>
    </message>
    <message>
      <source>Selected features: {selected}, places from them: {places}.</source>
      <translation>Ausgewählte Objekte: {selected}. Daraus werden Orte: {places}.</translation>
    </message>
    <message>
      <source>Selected place</source>
      <translation>Gewählter Ort</translation>
    </message>
    <message>
      <source>Semicolon ;</source>
      <translation>Semikolon ;</translation>
    </message>
    <message>
      <source>Send (Ctrl+Enter)</source>
      <translation>Senden (Strg+Eingabe)</translation>
    </message>
    <message>
      <source>Send this to “{device}” at “{station}”? It acts at once, and it cannot be taken back from here.

{values}</source>
      <translation>Das an „{device}“ bei „{station}“ senden? Es wirkt sofort und lässt sich von hier nicht zurücknehmen.

{values}</translation>
    </message>
    <message>
      <source>Sending to the device …</source>
      <translation>Wird an das Gerät gesendet …</translation>
    </message>
    <message>
      <source>Sends what was changed in the local copy, fetches what was changed in the other register, and merges records that both have changed, field by field and place by place. An empty local register becomes a copy of the other one. The run can be stopped and begun again at any time: nothing is lost, and nothing is saved twice.</source>
      <translation>Sendet, was in der lokalen Kopie geändert wurde, holt, was im anderen Register geändert wurde, und führt Datensätze, die beide geändert haben, Feld für Feld und Ort für Ort zusammen. Ein leeres lokales Register wird zur Kopie des anderen. Der Lauf lässt sich jederzeit abbrechen und neu beginnen: Nichts geht verloren, nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
      <source>Sensor</source>
      <translation>Sensor</translation>
    </message>
    <message>
      <source>Sensors</source>
      <translation>Sensoren</translation>
    </message>
    <message>
      <source>Separat&amp;or</source>
      <translation>Trennzei&amp;chen</translation>
    </message>
    <message>
      <source>Separator</source>
      <translation>Trennzeichen</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>Reihe</translation>
    </message>
    <message>
      <source>Series in the chart</source>
      <translation>Reihen im Diagramm</translation>
    </message>
    <message>
      <source>Severity</source>
      <translation>Schwere</translation>
    </message>
    <message>
      <source>Share of a day's steps with a value, from 0 to 1, from which the day counts.</source>
      <translation>Anteil der Schritte eines Tages mit einem Wert, von 0 bis 1, ab dem der Tag zählt.</translation>
    </message>
    <message>
      <source>Share of the eligible costs that is funded.</source>
      <translation>Anteil der förderfähigen Kosten, der gefördert wird.</translation>
    </message>
    <message>
      <source>Shelf</source>
      <translation>Merkliste</translation>
    </message>
    <message>
      <source>Shelf: what you have kept</source>
      <translation>Merkliste: was Sie sich gemerkt haben</translation>
    </message>
    <message>
      <source>Shipped &amp;numbers</source>
      <translation>Mitgelieferte &amp;Zahlen</translation>
    </message>
    <message>
      <source>Shipped: {number}</source>
      <translation>Mitgeliefert: {number}</translation>
    </message>
    <message>
      <source>Sho&amp;w again</source>
      <translation>&amp;Wieder anzeigen</translation>
    </message>
    <message>
      <source>Short name:</source>
      <translation>Kurzname:</translation>
    </message>
    <message>
      <source>Short title</source>
      <translation>Kurztitel</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Anzeigen</translation>
    </message>
    <message>
      <source>Show &amp;folder</source>
      <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
      <source>Show &amp;internal projects on the map (INTERN)</source>
      <translation>&amp;Interne Projekte auf der Karte zeigen (INTERN)</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Show all projects</source>
      <translation>Alle Projekte zeigen</translation>
    </message>
    <message>
      <source>Show as table</source>
      <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
      <source>Show internal projects</source>
      <translation>Interne Projekte zeigen</translation>
    </message>
    <message>
      <source>Show on &amp;map</source>
      <translation>Auf der &amp;Karte zeigen</translation>
    </message>
    <message>
      <source>Show on ma&amp;p</source>
      <translation>Auf der K&amp;arte zeigen</translation>
    </message>
    <message>
      <source>Show on the map &amp;while editing</source>
      <translation>&amp;Während der Bearbeitung auf der Karte zeigen</translation>
    </message>
    <message>
      <source>Show pre&amp;view</source>
      <translation>Vorschau &amp;zeigen</translation>
    </message>
    <message>
      <source>Show the extent on the map</source>
      <translation>Ausdehnung auf der Karte zeigen</translation>
    </message>
    <message>
      <source>Show the selected places on the map</source>
      <translation>Ausgewählte Orte auf der Karte zeigen</translation>
    </message>
    <message>
      <source>Show the shelf</source>
      <translation>Merkliste zeigen</translation>
    </message>
    <message>
      <source>Show what has changed since</source>
      <translation>Änderungen seitdem zeigen</translation>
    </message>
    <message>
      <source>Show what the register held at the &amp;end of this day, for reading only:</source>
      <translation>Zeigt nur zum Lesen, was am &amp;Ende dieses Tages im Register stand:</translation>
    </message>
    <message>
      <source>Shows later whether the file was changed. It is computed when you choose a file.</source>
      <translation>Zeigt später, ob die Datei verändert wurde. Sie wird berechnet, wenn Sie eine Datei wählen.</translation>
    </message>
    <message>
      <source>Side</source>
      <translation>Seite</translation>
    </message>
    <message>
      <source>Single geo services</source>
      <translation>Einzelne Geodienste</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Smaller values are marked as not plausible.</source>
      <translation>Kleinere Werte werden als nicht plausibel markiert.</translation>
    </message>
    <message>
      <source>Smart City projects</source>
      <translation>Smart-City-Projekte</translation>
    </message>
    <message>
      <source>Smart City projects (areas)</source>
      <translation>Smart-City-Projekte (Flächen)</translation>
    </message>
    <message>
      <source>Smart City projects (routes)</source>
      <translation>Smart-City-Projekte (Trassen)</translation>
    </message>
    <message>
      <source>Solution</source>
      <translation>Lösung</translation>
    </message>
    <message numerus="yes">
      <source>Solve %n con&amp;flict(s) …</source>
      <translation>
        <numerusform>%n Kon&amp;flikt lösen …</numerusform>
        <numerusform>%n Kon&amp;flikte lösen …</numerusform>
      </translation>
    </message>
    <message>
      <source>Solve con&amp;flicts …</source>
      <translation>Kon&amp;flikte lösen …</translation>
    </message>
    <message>
      <source>Some comments were not saved; see the details.</source>
      <translation>Einige Kommentare wurden nicht gespeichert; siehe Einzelheiten.</translation>
    </message>
    <message>
      <source>Somebody else</source>
      <translation>Jemand anderes</translation>
    </message>
    <message>
      <source>Somebody else has changed or deleted this comment meanwhile. Nothing was saved.</source>
      <translation>Jemand anderes hat diesen Kommentar inzwischen geändert oder gelöscht. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>Somebody else is just writing the register “{name}” on the network drive. Try again in a moment.</source>
      <translation>Gerade schreibt jemand anderes das Register „{name}“ auf dem Netzlaufwerk. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>Somebody has deleted this project meanwhile. Saving makes a new one of it.</source>
      <translation>Das Projekt wurde inzwischen gelöscht. Beim Speichern wird ein neues daraus.</translation>
    </message>
    <message>
      <source>Somebody is saving this project in “{name}” at this moment, or a save was broken off. Nothing was saved; your edit is still here. Try again in two minutes.</source>
      <translation>Jemand speichert dieses Projekt gerade in „{name}“, oder ein Speichern wurde abgebrochen. Es wurde nichts gespeichert; Ihre Änderung ist noch hier. Versuchen Sie es in zwei Minuten erneut.</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Source code repository</source>
      <translation>Quellcode (Adresse)</translation>
    </message>
    <message>
      <source>Source n&amp;ote:</source>
      <translation>&amp;Quellenvermerk:</translation>
    </message>
    <message>
      <source>Source note</source>
      <translation>Quellenvermerk</translation>
    </message>
    <message>
      <source>Source note to print</source>
      <translation>Quellenvermerk für Karten</translation>
    </message>
    <message>
      <source>Source note:</source>
      <translation>Quellenvermerk:</translation>
    </message>
    <message>
      <source>Source notes</source>
      <translation>Quellenvermerke</translation>
    </message>
    <message>
      <source>Source notes of the map</source>
      <translation>Quellenvermerke der Karte</translation>
    </message>
    <message>
      <source>Source notes of the visible layers</source>
      <translation>Quellenvermerke der sichtbaren Layer</translation>
    </message>
    <message>
      <source>Source notes: {title}</source>
      <translation>Quellenvermerke: {title}</translation>
    </message>
    <message>
      <source>Source of the value</source>
      <translation>Quelle des Werts</translation>
    </message>
    <message>
      <source>Source: {sources}</source>
      <translation>Quelle: {sources}</translation>
    </message>
    <message>
      <source>Source: {title} ({kind})</source>
      <translation>Quelle: {title} ({kind})</translation>
    </message>
    <message>
      <source>Sources:</source>
      <translation>Quellen:</translation>
    </message>
    <message>
      <source>Sources: OGC SensorThings 1.1, air quality of NRW (LANUK) and of the German Environment Agency (UBA), openSenseMap, Sensor.Community, station files of the German weather service (zip, folder or directory on the Web), tables (CSV; one file, a folder with a file per station, or an address).</source>
      <translation>Quellen: OGC SensorThings 1.1, Luftqualität NRW (LANUK) und des Umweltbundesamtes (UBA), openSenseMap, Sensor.Community, Stationsdateien des Deutschen Wetterdienstes (Zip, Ordner oder Verzeichnis im Web), Tabellen (CSV; eine Datei, ein Ordner mit einer Datei je Station oder eine Adresse).</translation>
    </message>
    <message>
      <source>Spatial effect</source>
      <translation>Raumwirkung</translation>
    </message>
    <message>
      <source>Spike</source>
      <translation>Ausreißer</translation>
    </message>
    <message>
      <source>Staff (full-time equivalents)</source>
      <translation>Personal (Vollzeitäquivalente)</translation>
    </message>
    <message>
      <source>Starting value</source>
      <translation>Ausgangswert</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>State of each catalogue</source>
      <translation>Stand je Katalog</translation>
    </message>
    <message>
      <source>State of stations</source>
      <translation>Zustand der Stationen</translation>
    </message>
    <message>
      <source>State of the strategy</source>
      <translation>Stand der Strategie</translation>
    </message>
    <message>
      <source>Station</source>
      <translation>Station</translation>
    </message>
    <message>
      <source>Stations</source>
      <translation>Stationen</translation>
    </message>
    <message>
      <source>Stations with latest values</source>
      <translation>Stationen mit neuesten Werten</translation>
    </message>
    <message>
      <source>Statistic</source>
      <translation>Kenngröße</translation>
    </message>
    <message>
      <source>Statistics</source>
      <translation>Kennwerte</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Stays in the register: no export, print or public map contains it.</source>
      <translation>Bleibt im Register: Kein Export, kein Druck und keine öffentliche Karte enthält es.</translation>
    </message>
    <message numerus="yes">
      <source>Stays the same for %n project(s).</source>
      <translation>
        <numerusform>Bleibt bei %n Projekt, wie es ist.</numerusform>
        <numerusform>Bleibt bei %n Projekten, wie es ist.</numerusform>
      </translation>
    </message>
    <message>
      <source>Steering body</source>
      <translation>Steuerungsgremium</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <source>Step/h</source>
      <translation>Sprung/h</translation>
    </message>
    <message>
      <source>Step/min</source>
      <translation>Sprung/min</translation>
    </message>
    <message>
      <source>Steps and effect</source>
      <translation>Schritte und Wirkung</translation>
    </message>
    <message>
      <source>Still &amp;valid</source>
      <translation>Noch &amp;aktuell</translation>
    </message>
    <message>
      <source>Still valid</source>
      <translation>Noch aktuell</translation>
    </message>
    <message>
      <source>Stop checking</source>
      <translation>Prüfung abbrechen</translation>
    </message>
    <message>
      <source>Stop updating the index</source>
      <translation>Aktualisierung anhalten</translation>
    </message>
    <message numerus="yes">
      <source>Stopped after %n station(s).</source>
      <translation>
        <numerusform>Nach %n Station abgebrochen.</numerusform>
        <numerusform>Nach %n Stationen abgebrochen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Stopped. Nothing was written; what you set here is kept.</source>
      <translation>Abgebrochen. Es wurde nichts geschrieben; was Sie hier eingestellt haben, bleibt.</translation>
    </message>
    <message>
      <source>Stopped. Press “Delete the upload” once more to be sure that it is gone.</source>
      <translation>Abgebrochen. Drücken Sie noch einmal „Hochgeladenes löschen“, damit es sicher weg ist.</translation>
    </message>
    <message>
      <source>Stopped. The table was not read to its end.</source>
      <translation>Angehalten. Die Tabelle wurde nicht bis zum Ende gelesen.</translation>
    </message>
    <message>
      <source>Stopped. What came until then is kept; the next fetch goes on from there.</source>
      <translation>Angehalten. Was bis dahin kam, bleibt; der nächste Abruf geht dort weiter.</translation>
    </message>
    <message>
      <source>Stopped. What was brought together stays; the rest waits until the next time.</source>
      <translation>Angehalten. Was abgeglichen ist, bleibt; der Rest wartet bis zum nächsten Mal.</translation>
    </message>
    <message>
      <source>Stopped. What was sent stays a private draft; “Upload” goes on from there.</source>
      <translation>Angehalten. Was gesendet wurde, bleibt ein privater Entwurf; „Hochladen“ macht dort weiter.</translation>
    </message>
    <message>
      <source>Stopped. {done} of {all} layers were checked.</source>
      <translation>Angehalten. {done} von {all} Layern wurden geprüft.</translation>
    </message>
    <message>
      <source>Store of measured values</source>
      <translation>Speicher mit Messwerten</translation>
    </message>
    <message>
      <source>Stored values: {name}</source>
      <translation>Gespeicherte Werte: {name}</translation>
    </message>
    <message>
      <source>Stores (*.sqlite)</source>
      <translation>Speicher (*.sqlite)</translation>
    </message>
    <message>
      <source>Storing the boundaries</source>
      <translation>Grenzen werden gespeichert</translation>
    </message>
    <message>
      <source>Strategies of the members</source>
      <translation>Strategien der Mitglieder</translation>
    </message>
    <message>
      <source>Strategy</source>
      <translation>Strategie</translation>
    </message>
    <message>
      <source>Street, number, town</source>
      <translation>Straße, Hausnummer, Ort</translation>
    </message>
    <message>
      <source>Stuck (h)</source>
      <translation>Hängt (h)</translation>
    </message>
    <message>
      <source>Subjects</source>
      <translation>Themen</translation>
    </message>
    <message>
      <source>Submit</source>
      <translation>Einreichen</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>Kurztext</translation>
    </message>
    <message>
      <source>Sums up the values of each station by month, season or year: mean, sum, lowest or highest value, with what is missing, and the difference from the normal.</source>
      <translation>Fasst die Werte jeder Station nach Monat, Jahreszeit oder Jahr zusammen: Mittel, Summe, niedrigster oder höchster Wert, mit dem, was fehlt, und der Abweichung vom langjährigen Mittel.</translation>
    </message>
    <message>
      <source>Synchronisation of the register</source>
      <translation>Abgleich des Registers</translation>
    </message>
    <message>
      <source>Synchronise</source>
      <translation>Abgleichen</translation>
    </message>
    <message>
      <source>Synchronise a register</source>
      <translation>Register abgleichen</translation>
    </message>
    <message>
      <source>Synchronising record {number} of {count}</source>
      <translation>Datensatz {number} von {count} wird abgeglichen</translation>
    </message>
    <message>
      <source>Synchronising the register</source>
      <translation>Register wird abgeglichen</translation>
    </message>
    <message>
      <source>Synonyms</source>
      <translation>Synonyme</translation>
    </message>
    <message>
      <source>Synthetic air temperature (sample, °C)</source>
      <translation>Synthetische Lufttemperatur (Beispiel, °C)</translation>
    </message>
    <message>
      <source>Synthetic sample, nothing is measured</source>
      <translation>Synthetisches Beispiel, nichts davon ist gemessen</translation>
    </message>
    <message>
      <source>Synthetic sample: nothing in it was measured.</source>
      <translation>Synthetisches Beispiel: Nichts davon wurde gemessen.</translation>
    </message>
    <message>
      <source>Synthetic, nothing is measured</source>
      <translation>Synthetisch, nichts davon ist gemessen</translation>
    </message>
    <message>
      <source>System check</source>
      <translation>Systemprüfung</translation>
    </message>
    <message>
      <source>System check of Ruhr Smart City</source>
      <translation>Systemprüfung von Ruhr Smart City</translation>
    </message>
    <message>
      <source>System of the coordinates</source>
      <translation>System der Koordinaten</translation>
    </message>
    <message>
      <source>T&amp;hemes:</source>
      <translation>The&amp;men:</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tabulator</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <source>Table (CSV)</source>
      <translation>Tabelle (CSV)</translation>
    </message>
    <message>
      <source>Table (CSV), opens in spreadsheets</source>
      <translation>Tabelle (CSV), öffnet sich in Tabellenprogrammen</translation>
    </message>
    <message>
      <source>Tables (*.csv *.txt *.xlsx *.ods)</source>
      <translation>Tabellen (*.csv *.txt *.xlsx *.ods)</translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
      <source>Tables ({kinds})</source>
      <translation>Tabellen ({kinds})</translation>
    </message>
    <message>
      <source>Tables and station files (*.csv *.txt *.tsv *.zip)</source>
      <translation>Tabellen und Stationsdateien (*.csv *.txt *.tsv *.zip)</translation>
    </message>
    <message>
      <source>Take &amp;back the last step</source>
      <translation>&amp;Letzten Schritt zurücknehmen</translation>
    </message>
    <message>
      <source>Take back an import or a join</source>
      <translation>Einlesen oder Zusammenführen rückgängig machen</translation>
    </message>
    <message>
      <source>Take mine there</source>
      <translation>Dort meine nehmen</translation>
    </message>
    <message>
      <source>Take out of the archive</source>
      <translation>Aus dem Archiv holen</translation>
    </message>
    <message>
      <source>Take the password out of the address: it is kept nowhere, so that neither the next start of QGIS nor a local copy could log in. Make a log-in below instead; QGIS keeps it in its password store.</source>
      <translation>Nehmen Sie das Passwort aus der Adresse: Es wird nirgends gespeichert, sodass sich weder der nächste Start von QGIS noch eine lokale Kopie anmelden könnte. Legen Sie stattdessen unten eine Anmeldung an; QGIS verwahrt sie in seinem Passwortspeicher.</translation>
    </message>
    <message>
      <source>Take up into the &amp;index for the search as you type</source>
      <translation>In den &amp;Index für die Suche beim Tippen aufnehmen</translation>
    </message>
    <message numerus="yes">
      <source>Taken back for %n project(s).</source>
      <translation>
        <numerusform>Bei %n Projekt zurückgenommen.</numerusform>
        <numerusform>Bei %n Projekten zurückgenommen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Taken back: {field}</source>
      <translation>Zurückgenommen: {field}</translation>
    </message>
    <message>
      <source>Taken back: {title} ({mark})</source>
      <translation>Rückgängig gemacht: {title} ({mark})</translation>
    </message>
    <message>
      <source>Takes a municipality's list of projects into a register, with a report.</source>
      <translation>Übernimmt die Projektliste einer Kommune in ein Register, mit Bericht.</translation>
    </message>
    <message>
      <source>Taking the change back</source>
      <translation>Änderung wird zurückgenommen</translation>
    </message>
    <message>
      <source>Taking the import back</source>
      <translation>Das Einlesen wird rückgängig gemacht</translation>
    </message>
    <message>
      <source>Taking the join back</source>
      <translation>Das Zusammenführen wird rückgängig gemacht</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Zielwert</translation>
    </message>
    <message>
      <source>Technologies</source>
      <translation>Technologien</translation>
    </message>
    <message>
      <source>Technology and operation</source>
      <translation>Technik und Betrieb</translation>
    </message>
    <message>
      <source>Temporary folder</source>
      <translation>Temporärer Ordner</translation>
    </message>
    <message>
      <source>Terms: {address}</source>
      <translation>Bedingungen: {address}</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Text (English)</source>
      <translation>Text (englisch)</translation>
    </message>
    <message>
      <source>Text (German)</source>
      <translation>Text (deutsch)</translation>
    </message>
    <message>
      <source>Text of the file</source>
      <translation>Text der Datei</translation>
    </message>
    <message>
      <source>Text that names the source</source>
      <translation>Text, der die Quelle nennt</translation>
    </message>
    <message>
      <source>That would be {count} points, more than a layer can show. Choose a shorter period or days.</source>
      <translation>Das wären {count} Punkte, mehr als ein Layer zeigen kann. Wählen Sie einen kürzeren Zeitraum oder Tage.</translation>
    </message>
    <message>
      <source>The address answers, but not as the service it is listed as. Ask the publisher.</source>
      <translation>Die Adresse antwortet, aber nicht als der angegebene Dienst. Fragen Sie den Herausgeber.</translation>
    </message>
    <message>
      <source>The address contains a user name or password and was not opened. Store the log-in in QGIS instead.</source>
      <translation>Die Adresse enthält einen Benutzernamen oder ein Passwort und wurde nicht geöffnet. Hinterlegen Sie die Anmeldung in QGIS.</translation>
    </message>
    <message>
      <source>The address has changed; asking the portal</source>
      <translation>Die Adresse hat sich geändert; das Portal wird gefragt</translation>
    </message>
    <message>
      <source>The address holds a log-in. Leave it out, and choose the log-in beside it (AUTHCFG).</source>
      <translation>Die Adresse enthält eine Anmeldung. Lassen Sie sie weg und wählen Sie die Anmeldung daneben (AUTHCFG).</translation>
    </message>
    <message>
      <source>The address is no web address (http or https). It was not opened.</source>
      <translation>Die Adresse ist keine Webadresse (http oder https) und wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The address is open, but the licence is closed: this is not open data.</source>
      <translation>Die Adresse ist offen, die Lizenz aber geschlossen: Das sind keine offenen Daten.</translation>
    </message>
    <message>
      <source>The address leads to the layer “{found}”, not to “{layer}”. Leave one of them out.</source>
      <translation>Die Adresse führt zum Layer „{found}“, nicht zu „{layer}“. Lassen Sie eines von beiden weg.</translation>
    </message>
    <message>
      <source>The address of the PostgreSQL database cannot be read. Example: “postgresql://server:5432/database”.</source>
      <translation>Die Adresse der PostgreSQL-Datenbank ist nicht lesbar. Beispiel: „postgresql://server:5432/datenbank“.</translation>
    </message>
    <message>
      <source>The address of the address service lacks “{placeholder}”. Add it in the options.</source>
      <translation>In der Adresse des Adressdienstes fehlt „{placeholder}“. Ergänzen Sie es in den Optionen.</translation>
    </message>
    <message>
      <source>The address of the service “{service}” cannot be read. Correct the address.</source>
      <translation>Die Adresse des Dienstes „{service}“ ist nicht lesbar. Korrigieren Sie die Adresse.</translation>
    </message>
    <message>
      <source>The address of the service “{service}” is not a web address (http or https) and was not opened. Correct the address.</source>
      <translation>Die Adresse des Dienstes „{service}“ ist keine Webadresse (http oder https) und wurde nicht geöffnet. Korrigieren Sie die Adresse.</translation>
    </message>
    <message>
      <source>The administrator of the database or the service keeps the backups of this register. A local copy, or an export, is yours to make.</source>
      <translation>Die Sicherungen dieses Registers macht die Administration der Datenbank oder des Dienstes. Eine lokale Kopie oder eine Ausgabe können Sie selbst anlegen.</translation>
    </message>
    <message>
      <source>The analyses need shapely 2 or newer: install the current QGIS from qgis.org, which carries it.</source>
      <translation>Die Analysen brauchen shapely ab Version 2: Installieren Sie das aktuelle QGIS von qgis.org, es enthält shapely.</translation>
    </message>
    <message>
      <source>The analyses need shapely 2 or newer: install the package “python3-shapely” of your distribution, or, where that is older (Debian 12), “python3 -m pip install --user --break-system-packages "shapely&gt;=2,&lt;2.1"”.</source>
      <translation>Die Analysen brauchen shapely ab Version 2: Installieren Sie das Paket „python3-shapely“ Ihrer Distribution oder, wo es älter ist (Debian 12), „python3 -m pip install --user --break-system-packages "shapely&gt;=2,&lt;2.1"“.</translation>
    </message>
    <message>
      <source>The analyses need shapely 2 or newer: run the QGIS installer again and choose the package “python3-shapely” (it is part of “qgis-full”).</source>
      <translation>Die Analysen brauchen shapely ab Version 2: Starten Sie die QGIS-Installation noch einmal und wählen Sie das Paket „python3-shapely“ (es gehört zu „qgis-full“).</translation>
    </message>
    <message>
      <source>The answer of the service “{service}” arrived incompletely and was discarded. Try again.</source>
      <translation>Die Antwort des Dienstes „{service}“ kam unvollständig an und wurde verworfen. Versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The answer of the service “{service}” is damaged and was discarded. Try again or ask the operator.</source>
      <translation>Die Antwort des Dienstes „{service}“ ist beschädigt und wurde verworfen. Versuchen Sie es erneut oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The answer of the service “{service}” is larger than the allowed {megabytes} MB and was discarded. Ask for a smaller area or fewer records.</source>
      <translation>Die Antwort des Dienstes „{service}“ ist größer als die erlaubten {megabytes} MB und wurde verworfen. Wählen Sie ein kleineres Gebiet oder weniger Datensätze.</translation>
    </message>
    <message>
      <source>The archive could not be unpacked: {reason} Free some space and try again.</source>
      <translation>Das Archiv konnte nicht entpackt werden: {reason} Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The archive holds a file name that could write outside its folder or cannot be written. It was not opened.</source>
      <translation>Das Archiv enthält einen Dateinamen, der außerhalb seines Ordners schreiben könnte oder nicht geschrieben werden kann. Es wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The archive holds another archive. Unpack it yourself and open the files.</source>
      <translation>Das Archiv enthält ein weiteres Archiv. Entpacken Sie es selbst und öffnen Sie die Dateien.</translation>
    </message>
    <message>
      <source>The archive holds no data that can be put on the map ({endings}).</source>
      <translation>Das Archiv enthält keine Daten, die auf die Karte passen ({endings}).</translation>
    </message>
    <message>
      <source>The archive holds the same file name twice. It was not opened.</source>
      <translation>Das Archiv enthält denselben Dateinamen zweimal. Es wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The archive is damaged or in a form that cannot be read. Try again, or tell the publisher.</source>
      <translation>Das Archiv ist beschädigt oder in einer Form, die nicht gelesen werden kann. Versuchen Sie es erneut oder sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The archive is encrypted. Unpack it yourself with the key of the publisher, then open the file.</source>
      <translation>Das Archiv ist verschlüsselt. Entpacken Sie es mit dem Schlüssel der veröffentlichenden Stelle selbst und öffnen Sie dann die Datei.</translation>
    </message>
    <message>
      <source>The archive would unpack to {size} MB in {count} files, more than is allowed. It was not opened.</source>
      <translation>Das Archiv würde entpackt {size} MB in {count} Dateien ergeben, mehr als erlaubt ist. Es wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The area cannot be used: it has no extent in degrees. Choose another one.</source>
      <translation>Das Gebiet ist nicht verwendbar: Es hat keine Ausdehnung in Grad. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <source>The area crossed itself and was divided into valid parts. Check it on the map, or draw it again.</source>
      <translation>Die Fläche überschnitt sich selbst und wurde in gültige Teile zerlegt. Prüfen Sie sie auf der Karte, oder zeichnen Sie sie neu.</translation>
    </message>
    <message>
      <source>The area crosses itself and encloses nothing. Draw it again without crossing lines.</source>
      <translation>Die Fläche überschneidet sich selbst und umschließt nichts. Zeichnen Sie sie neu, ohne dass Linien sich kreuzen.</translation>
    </message>
    <message>
      <source>The area has no extent. Draw it with at least three points that are not in one line.</source>
      <translation>Die Fläche hat keine Ausdehnung. Zeichnen Sie sie mit mindestens drei Punkten, die nicht auf einer Geraden liegen.</translation>
    </message>
    <message>
      <source>The area has no place in the coordinate system of the layer.</source>
      <translation>Das Gebiet lässt sich im Koordinatensystem des Layers nicht darstellen.</translation>
    </message>
    <message>
      <source>The areas already have a field “{old}”; the new one is called “{new}”.</source>
      <translation>Die Flächen haben schon ein Feld „{old}“; das neue heißt „{new}“.</translation>
    </message>
    <message>
      <source>The areas are schematic: no official boundaries are stored yet. Load them and open the table again.</source>
      <translation>Die Flächen sind schematisch: Es sind noch keine amtlichen Grenzen gespeichert. Laden Sie diese und öffnen Sie die Tabelle erneut.</translation>
    </message>
    <message>
      <source>The areas were reprojected from {source} to {target}.</source>
      <translation>Die Flächen wurden von {source} nach {target} umprojiziert.</translation>
    </message>
    <message>
      <source>The axes of the coordinate {x}, {y} are swapped; read as {found} it lies in the Ruhr region.</source>
      <translation>Die Achsen der Koordinate {x}, {y} sind vertauscht; als {found} gelesen liegt sie in der Metropole Ruhr.</translation>
    </message>
    <message>
      <source>The axes of the picture are exchanged, which cannot be corrected. Tell the publisher.</source>
      <translation>Die Achsen des Bildes sind vertauscht; das lässt sich nicht berichtigen. Sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The axes were exchanged in the source. The place was corrected.</source>
      <translation>In der Quelle waren die Achsen vertauscht. Die Lage wurde berichtigt.</translation>
    </message>
    <message>
      <source>The backup “{name}” cannot be read. Check the rights on the file and the space left.</source>
      <translation>Die Sicherung „{name}“ lässt sich nicht lesen. Prüfen Sie die Rechte an der Datei und den freien Platz.</translation>
    </message>
    <message>
      <source>The backup “{name}” could not be written. Check the rights on the folder.</source>
      <translation>Die Sicherung „{name}“ konnte nicht geschrieben werden. Bitte die Rechte am Ordner prüfen.</translation>
    </message>
    <message>
      <source>The backup “{name}” is damaged itself. Choose an older one.</source>
      <translation>Die Sicherung „{name}“ ist selbst beschädigt. Wählen Sie eine ältere.</translation>
    </message>
    <message>
      <source>The boundaries could not be stored in {path}. Check the free space and your rights in this folder, or choose another cache folder in the options.</source>
      <translation>Die Grenzen konnten nicht in {path} gespeichert werden. Prüfen Sie den freien Platz und Ihre Rechte in diesem Ordner, oder wählen Sie in den Optionen einen anderen Ordner für den Zwischenspeicher.</translation>
    </message>
    <message numerus="yes">
      <source>The boundaries of all %n municipalities are loaded.</source>
      <translation>
        <numerusform>Die Grenze von %n Kommune ist geladen.</numerusform>
        <numerusform>Die Grenzen aller %n Kommunen sind geladen.</numerusform>
      </translation>
    </message>
    <message>
      <source>The boundaries of {received} municipalities are loaded. Missing: {names}.</source>
      <translation>Die Grenzen von {received} Kommunen sind geladen. Es fehlen: {names}.</translation>
    </message>
    <message>
      <source>The boundaries that came do not lie where the municipalities are, so they were discarded. Check the address of the service in the options.</source>
      <translation>Die gelieferten Grenzen liegen nicht dort, wo die Kommunen liegen, und wurden verworfen. Prüfen Sie die Adresse des Dienstes in den Optionen.</translation>
    </message>
    <message>
      <source>The cache is empty.</source>
      <translation>Der Zwischenspeicher ist leer.</translation>
    </message>
    <message numerus="yes">
      <source>The cache was emptied; %n file(s) in use stayed.</source>
      <translation>
        <numerusform>Der Zwischenspeicher ist geleert; %n noch verwendete Datei blieb erhalten.</numerusform>
        <numerusform>Der Zwischenspeicher ist geleert; %n noch verwendete Dateien blieben erhalten.</numerusform>
      </translation>
    </message>
    <message>
      <source>The catalogue gives no address.</source>
      <translation>Der Katalog nennt keine Adresse.</translation>
    </message>
    <message>
      <source>The catalogue has data of {date}; the layer's copy is older. Load the data set again.</source>
      <translation>Der Katalog hat Daten vom {date}; die Kopie des Layers ist älter. Laden Sie den Datensatz neu.</translation>
    </message>
    <message>
      <source>The catalogue is no longer in the list.</source>
      <translation>Der Katalog steht nicht mehr in der Liste.</translation>
    </message>
    <message>
      <source>The catalogue names a new address, which was asked: {address}</source>
      <translation>Der Katalog nennt eine neue Adresse; gefragt wurde dort: {address}</translation>
    </message>
    <message>
      <source>The catalogue no longer lists this data set. Ask the publisher.</source>
      <translation>Der Katalog führt diesen Datensatz nicht mehr. Fragen Sie den Herausgeber.</translation>
    </message>
    <message>
      <source>The catalogue service “{portal}” did not answer with records. Try again, or tell its operator.</source>
      <translation>Der Katalogdienst „{portal}“ hat keine Metadatensätze geliefert. Versuchen Sie es erneut oder informieren Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The catalogue service “{portal}” gives no records in the form of ISO 19139.</source>
      <translation>Der Katalogdienst „{portal}“ liefert keine Metadaten nach ISO 19139.</translation>
    </message>
    <message>
      <source>The catalogue service “{portal}” speaks CSW {version}; only version 2.0.2 can be read.</source>
      <translation>Der Katalogdienst „{portal}“ spricht CSW {version}; gelesen werden kann nur Version 2.0.2.</translation>
    </message>
    <message>
      <source>The catalogue {catalogue} of this search is not in your list any more. “{other}” is searched.</source>
      <translation>Der Katalog {catalogue} dieser Suche steht nicht mehr in Ihrer Liste. Durchsucht wird „{other}“.</translation>
    </message>
    <message>
      <source>The catalogue “{name}” cannot be read: its Turtle is broken or unusual in line {line}.</source>
      <translation>Der Katalog „{name}“ kann nicht gelesen werden: Sein Turtle ist in Zeile {line} fehlerhaft oder ungewöhnlich.</translation>
    </message>
    <message>
      <source>The catalogue “{name}” could be read up to page {pages} only. {cause}</source>
      <translation>Der Katalog „{name}“ konnte nur bis Seite {pages} gelesen werden. {cause}</translation>
    </message>
    <message>
      <source>The catalogue “{name}” is too large to be read. Ask for a part of it.</source>
      <translation>Der Katalog „{name}“ ist zu groß, um gelesen zu werden. Rufen Sie einen Teil davon ab.</translation>
    </message>
    <message>
      <source>The catalogue's entry was changed on {date}, after the layer's copy was fetched. Whether the data changed too, it does not say. Load the data set again to be sure.</source>
      <translation>Der Eintrag im Katalog wurde am {date} geändert, nachdem die Kopie des Layers geholt wurde. Ob sich auch die Daten geändert haben, sagt er nicht. Laden Sie den Datensatz zur Sicherheit neu.</translation>
    </message>
    <message>
      <source>The cells have several units ({units}), so the column stays text.</source>
      <translation>Die Zellen haben verschiedene Einheiten ({units}), daher bleibt die Spalte Text.</translation>
    </message>
    <message numerus="yes">
      <source>The central list has %n entries.</source>
      <translation>
        <numerusform>Die zentrale Liste hat %n Eintrag.</numerusform>
        <numerusform>Die zentrale Liste hat %n Einträge.</numerusform>
      </translation>
    </message>
    <message>
      <source>The central list has not changed.</source>
      <translation>Die zentrale Liste hat sich nicht geändert.</translation>
    </message>
    <message>
      <source>The central list of catalogues of your office has not been fetched yet.</source>
      <translation>Die zentrale Katalogliste Ihres Hauses wurde noch nicht geholt.</translation>
    </message>
    <message>
      <source>The central list of catalogues of your office is of {date}.</source>
      <translation>Die zentrale Katalogliste Ihres Hauses ist vom {date}.</translation>
    </message>
    <message>
      <source>The central list “{place}” has no usable entry any more. The copy of before stays in use.</source>
      <translation>Die zentrale Liste „{place}“ hat keinen verwendbaren Eintrag mehr. Die bisherige Kopie bleibt in Gebrauch.</translation>
    </message>
    <message numerus="yes">
      <source>The central list “{place}” is shorter than before, and %n row(s) cannot be used. The copy of before stays in use. Row {number} ({name}): {sentence}</source>
      <translation>
        <numerusform>Die zentrale Liste „{place}“ ist kürzer als zuvor, und %n Zeile ist nicht verwendbar. Die bisherige Kopie bleibt in Gebrauch. Zeile {number} ({name}): {sentence}</numerusform>
        <numerusform>Die zentrale Liste „{place}“ ist kürzer als zuvor, und %n Zeilen sind nicht verwendbar. Die bisherige Kopie bleibt in Gebrauch. Zeile {number} ({name}): {sentence}</numerusform>
      </translation>
    </message>
    <message>
      <source>The central list “{place}” is too large.</source>
      <translation>Die zentrale Liste „{place}“ ist zu groß.</translation>
    </message>
    <message>
      <source>The certificate of the service “{service}” is not trusted, so nothing was fetched. Ask your administrator to add the certificate authority in the QGIS options under Authentication.</source>
      <translation>Das Zertifikat des Dienstes „{service}“ ist nicht vertrauenswürdig, deshalb wurde nichts abgerufen. Bitten Sie Ihre Administration, die Zertifizierungsstelle in den QGIS-Optionen unter „Authentifizierung“ einzutragen.</translation>
    </message>
    <message>
      <source>The chart is in the print layout “{name}” now.</source>
      <translation>Das Diagramm ist jetzt im Drucklayout „{name}“.</translation>
    </message>
    <message>
      <source>The chart is on the clipboard.</source>
      <translation>Das Diagramm ist in der Zwischenablage.</translation>
    </message>
    <message>
      <source>The check for missing objects failed: {reason}</source>
      <translation>Die Prüfung auf fehlende Objekte ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
      <source>The checksum was computed.</source>
      <translation>Die Prüfsumme wurde berechnet.</translation>
    </message>
    <message>
      <source>The choices for this table could not be kept for the next time.</source>
      <translation>Die Einstellungen zu dieser Tabelle konnten nicht für das nächste Mal gemerkt werden.</translation>
    </message>
    <message>
      <source>The chosen columns hold no places that can be read.</source>
      <translation>Die gewählten Spalten enthalten keine lesbaren Orte.</translation>
    </message>
    <message>
      <source>The column is empty.</source>
      <translation>Die Spalte ist leer.</translation>
    </message>
    <message>
      <source>The connection to the register “{name}” broke while it deleted. Whether it did is not known. Look at the list when the connection is back.</source>
      <translation>Die Verbindung zum Register „{name}“ brach beim Löschen ab. Ob gelöscht wurde, ist nicht bekannt. Sehen Sie in der Liste nach, sobald die Verbindung wieder steht.</translation>
    </message>
    <message>
      <source>The connection to the register “{name}” broke while it saved. Whether the record was saved is not known; your edit is still here. Save again when the connection is back: nothing will be saved twice.</source>
      <translation>Die Verbindung zum Register „{name}“ ist beim Speichern abgerissen. Ob der Datensatz gespeichert wurde, ist nicht bekannt; Ihre Bearbeitung ist noch hier. Speichern Sie erneut, sobald die Verbindung wieder steht: Nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
      <source>The contact “{name}” should have been deleted by {day}.</source>
      <translation>Der Kontakt „{name}“ hätte bis zum {day} gelöscht werden sollen.</translation>
    </message>
    <message>
      <source>The coordinate is 0, 0: the place is missing in the source.</source>
      <translation>Die Koordinate ist 0, 0: In der Quelle fehlt die Lage.</translation>
    </message>
    <message>
      <source>The coordinate reference system has no number such as EPSG:25832. Choose one from QGIS's list.</source>
      <translation>Das Koordinatenreferenzsystem hat keine Nummer wie EPSG:25832. Wählen Sie eines aus der Liste von QGIS.</translation>
    </message>
    <message>
      <source>The coordinate system has changed from {before} to {after}; the objects were not compared.</source>
      <translation>Das Koordinatensystem ist jetzt {after} statt {before}; die Objekte wurden nicht verglichen.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} ({claimed}) does not lie in the Ruhr region. That is allowed; check whether it is meant.</source>
      <translation>Die Koordinate {x}, {y} ({claimed}) liegt nicht in der Metropole Ruhr. Das ist erlaubt; prüfen Sie, ob es so gemeint ist.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} carries the zone number 32 in front of its easting; read it as {found}.</source>
      <translation>Die Koordinate {x}, {y} trägt die Zonenkennung 32 vor dem Ostwert; gemeint ist vermutlich {found}.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is a Gauss-Krüger coordinate; read it as {found}.</source>
      <translation>Die Koordinate {x}, {y} ist eine Gauß-Krüger-Koordinate; gemeint ist vermutlich {found}.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is given in degrees, although {claimed} means metres; read it as {found}.</source>
      <translation>Die Koordinate {x}, {y} ist in Grad angegeben, obwohl {claimed} Meter erwartet; gemeint ist vermutlich {found}.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is given in metres, although {claimed} means degrees; read it as {found}.</source>
      <translation>Die Koordinate {x}, {y} ist in Metern angegeben, obwohl {claimed} Grad erwartet; gemeint ist vermutlich {found}.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is in metres of web maps (Web Mercator); read it as {found}.</source>
      <translation>Die Koordinate {x}, {y} ist in Metern von Webkarten (Web Mercator) angegeben; gemeint ist vermutlich {found}.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is no place in {claimed}. Correct it in the source.</source>
      <translation>Die Koordinate {x}, {y} ist in {claimed} keine gültige Koordinate. Berichtigen Sie sie in der Quelle.</translation>
    </message>
    <message>
      <source>The coordinate {x}, {y} is not in {claimed}; read as {found} it lies in the Ruhr region.</source>
      <translation>Die Koordinate {x}, {y} ist nicht in {claimed} angegeben; als {found} gelesen liegt sie in der Metropole Ruhr.</translation>
    </message>
    <message>
      <source>The coordinates are mixed: {fit} of {all} objects are given as {declared}, {other} as {found}. The data were not added, as a part of them would lie in the wrong place. Tell the publisher.</source>
      <translation>Die Koordinaten sind gemischt: {fit} von {all} Objekten sind in {declared} angegeben, {other} in {found}. Die Daten wurden nicht hinzugefügt, weil ein Teil am falschen Ort läge. Sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The coordinates fit no system known here; EPSG:25832 is assumed.</source>
      <translation>Die Koordinaten passen zu keinem hier bekannten System; EPSG:25832 wird angenommen.</translation>
    </message>
    <message numerus="yes">
      <source>The coordinates of %n station(s) were wrong in the source (axes or reference system) and were corrected.</source>
      <translation>
        <numerusform>Die Koordinaten von %n Station waren in der Quelle falsch (Achsen oder Bezugssystem) und wurden berichtigt.</numerusform>
        <numerusform>Die Koordinaten von %n Stationen waren in der Quelle falsch (Achsen oder Bezugssystem) und wurden berichtigt.</numerusform>
      </translation>
    </message>
    <message>
      <source>The coordinates {x}, {y} cannot be true; a decimal sign is missing or they are exchanged. Read as {better_x}, {better_y} they fit.</source>
      <translation>Die Koordinaten {x}, {y} können nicht stimmen; ein Dezimalzeichen fehlt oder sie sind vertauscht. Gelesen als {better_x}, {better_y} passen sie.</translation>
    </message>
    <message>
      <source>The coordinates {x}, {y} lie far away from all others: perhaps a digit is wrong or missing.</source>
      <translation>Die Koordinaten {x}, {y} liegen weit weg von allen anderen: Vielleicht ist eine Ziffer falsch oder fehlt.</translation>
    </message>
    <message>
      <source>The copy can only be saved as a GeoPackage. Choose a file name that ends with .gpkg.</source>
      <translation>Die Kopie kann nur als GeoPackage gespeichert werden. Wählen Sie einen Dateinamen, der auf .gpkg endet.</translation>
    </message>
    <message>
      <source>The copy holds several kinds of geometry in one table ({families}). QGIS shows one kind per layer.</source>
      <translation>Die Kopie enthält mehrere Geometriearten in einer Tabelle ({families}). QGIS zeigt je Layer eine davon.</translation>
    </message>
    <message>
      <source>The copy of the central list is damaged. Fetch it again.</source>
      <translation>Die Kopie der zentralen Liste ist beschädigt. Holen Sie sie neu.</translation>
    </message>
    <message>
      <source>The copy “{name}” cannot be read for the comparison. Refresh the layer.</source>
      <translation>Die Kopie „{name}“ ist für den Vergleich nicht lesbar. Aktualisieren Sie den Layer.</translation>
    </message>
    <message>
      <source>The corrected copy of the layer “{name}” could not be written.</source>
      <translation>Die berichtigte Kopie des Layers „{name}“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>The data come from {publisher} ({licence}). Publish them only if they are yours or their licence allows it, and keep the source note.</source>
      <translation>Die Daten stammen von {publisher} ({licence}). Veröffentlichen Sie sie nur, wenn es Ihre sind oder die Lizenz es erlaubt, und behalten Sie den Quellenvermerk bei.</translation>
    </message>
    <message>
      <source>The data were changed.</source>
      <translation>Die Daten wurden verändert.</translation>
    </message>
    <message>
      <source>The database “{name}” did not accept the log-in. Check user and password.</source>
      <translation>Die Datenbank „{name}“ hat die Anmeldung nicht angenommen. Prüfen Sie Benutzername und Passwort.</translation>
    </message>
    <message>
      <source>The database “{name}” has no PostGIS, which a register needs for its places. Ask its administrator to add it (CREATE EXTENSION postgis), then try again. Nothing was made.</source>
      <translation>In der Datenbank „{name}“ fehlt PostGIS, das ein Register für seine Orte braucht. Bitten Sie die Administration, es einzurichten (CREATE EXTENSION postgis), und versuchen Sie es dann noch einmal. Es wurde nichts angelegt.</translation>
    </message>
    <message>
      <source>The database “{name}” holds no project register in the schema “{schema}”, or not all of it.</source>
      <translation>Die Datenbank „{name}“ enthält im Schema „{schema}“ kein Projektregister oder kein vollständiges.</translation>
    </message>
    <message>
      <source>The database “{name}” holds no project register in the schema “{schema}”.</source>
      <translation>Die Datenbank „{name}“ enthält im Schema „{schema}“ kein Projektregister.</translation>
    </message>
    <message>
      <source>The date of the statement lies in the future.</source>
      <translation>Das Datum „Stand“ liegt in der Zukunft.</translation>
    </message>
    <message>
      <source>The day on which somebody last looked at the provider's page.</source>
      <translation>Der Tag, an dem zuletzt jemand auf der Seite des Fördergebers nachgesehen hat.</translation>
    </message>
    <message>
      <source>The day on which these statements were true, not the day on which they were typed.</source>
      <translation>Der Tag, an dem diese Angaben galten, nicht der Tag der Eingabe.</translation>
    </message>
    <message>
      <source>The degrees have lost their decimal sign; it is put back.</source>
      <translation>Den Gradangaben fehlt das Dezimalzeichen; es wird wieder eingesetzt.</translation>
    </message>
    <message>
      <source>The demo workspace is open. All values in it are samples, nothing is measured.</source>
      <translation>Der Demo-Arbeitsbereich ist geöffnet. Alle Werte darin sind Beispiele, nichts davon ist gemessen.</translation>
    </message>
    <message>
      <source>The description goes on in the catalogue.</source>
      <translation>Die Beschreibung geht im Katalog weiter.</translation>
    </message>
    <message>
      <source>The description is not complete yet. Mend the fields marked as errors first.</source>
      <translation>Die Beschreibung ist noch nicht vollständig. Ergänzen Sie zuerst die als Fehler markierten Felder.</translation>
    </message>
    <message>
      <source>The description of “{layer}” was kept as a draft; it comes back when you publish it again.</source>
      <translation>Die Beschreibung von „{layer}“ wurde als Entwurf aufgehoben; sie ist wieder da, wenn Sie den Layer erneut veröffentlichen.</translation>
    </message>
    <message>
      <source>The disk with the register “{name}” reports an error. Nothing was saved; check the drive or the network.</source>
      <translation>Der Datenträger mit dem Register „{name}“ meldet einen Fehler. Es wurde nichts gespeichert; prüfen Sie das Laufwerk oder das Netzwerk.</translation>
    </message>
    <message>
      <source>The disk with the series store “{name}” reports an error. Check the drive or the network.</source>
      <translation>Der Datenträger mit dem Messwertspeicher „{name}“ meldet einen Fehler. Prüfen Sie Laufwerk oder Netz.</translation>
    </message>
    <message>
      <source>The document has no web address that could be opened.</source>
      <translation>Das Dokument hat keine Webadresse, die sich öffnen ließe.</translation>
    </message>
    <message>
      <source>The download could not be written. Nothing was changed.</source>
      <translation>Der Download konnte nicht geschrieben werden. Es wurde nichts geändert.</translation>
    </message>
    <message>
      <source>The download stopped without an answer.</source>
      <translation>Der Download endete ohne Antwort.</translation>
    </message>
    <message>
      <source>The downloaded file cannot be read again.</source>
      <translation>Die heruntergeladene Datei lässt sich nicht wieder lesen.</translation>
    </message>
    <message>
      <source>The draft of this layer cannot be read. It was kept as “{path}”; the form starts anew.</source>
      <translation>Der Entwurf zu diesem Layer ist nicht lesbar. Er wurde als „{path}“ aufgehoben; das Formular beginnt von vorn.</translation>
    </message>
    <message>
      <source>The draft was saved; it comes back when you publish this layer again.</source>
      <translation>Der Entwurf ist gespeichert; er kommt wieder, wenn Sie diesen Layer erneut veröffentlichen.</translation>
    </message>
    <message>
      <source>The drawing waits while you move the map.</source>
      <translation>Die Zeichnung wartet, während Sie die Karte bewegen.</translation>
    </message>
    <message numerus="yes">
      <source>The encodings are mixed: %n character(s) of the part looked at are not UTF-8 and are read as Windows-1252.</source>
      <translation>
        <numerusform>Die Kodierungen sind gemischt: %n Zeichen im betrachteten Teil ist kein UTF-8 und wird als Windows-1252 gelesen.</numerusform>
        <numerusform>Die Kodierungen sind gemischt: %n Zeichen im betrachteten Teil sind kein UTF-8 und werden als Windows-1252 gelesen.</numerusform>
      </translation>
    </message>
    <message>
      <source>The end lies before the start. Correct one of the two dates.</source>
      <translation>Das Ende liegt vor dem Beginn. Bitte eine der beiden Datumsangaben korrigieren.</translation>
    </message>
    <message>
      <source>The entries of the name “{name}” are one now.</source>
      <translation>Die Einträge namens „{name}“ sind jetzt einer.</translation>
    </message>
    <message>
      <source>The entry becomes again what the team had at the last synchronisation; the next one fetches what others have changed since. Your version stays in the history of this copy.</source>
      <translation>Der Eintrag wird wieder so, wie ihn das Team beim letzten Abgleich hatte; der nächste holt, was andere seitdem geändert haben. Ihre Fassung bleibt im Verlauf dieser Kopie.</translation>
    </message>
    <message>
      <source>The entry exists in this copy only. It is deleted here; the register of the team never had it.</source>
      <translation>Den Eintrag gibt es nur in dieser Kopie. Er wird hier gelöscht; das Register des Teams hatte ihn nie.</translation>
    </message>
    <message>
      <source>The entry is in the team's register already</source>
      <translation>Der Eintrag steht schon im Register des Teams</translation>
    </message>
    <message>
      <source>The entry was not saved yet.</source>
      <translation>Der Eintrag wurde noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>The extent is no box in degrees.</source>
      <translation>Die Ausdehnung ist kein Rechteck in Grad.</translation>
    </message>
    <message>
      <source>The file cannot be kept in the cache folder: {reason}. Free some space or choose another folder.</source>
      <translation>Die Datei kann nicht im Zwischenspeicher abgelegt werden: {reason}. Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>The file cannot be read as {kind}. It may be damaged; try again, or tell the publisher.</source>
      <translation>Die Datei kann nicht als {kind} gelesen werden. Vielleicht ist sie beschädigt; versuchen Sie es erneut oder sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The file cannot be read.</source>
      <translation>Die Datei lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>The file declares XML entities, which data do not need and attacks do. It was not opened.</source>
      <translation>Die Datei vereinbart XML-Entitäten, die Daten nicht brauchen, Angriffe aber schon. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The file ends in the middle of this row: it seems to have been cut off.</source>
      <translation>Die Datei endet mitten in dieser Zeile: Sie wurde anscheinend abgeschnitten.</translation>
    </message>
    <message>
      <source>The file ends in the middle. Nothing was added; try again, or tell the publisher.</source>
      <translation>Die Datei bricht mittendrin ab. Es wurde nichts hinzugefügt; versuchen Sie es erneut oder sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The file from “{service}” came slower than {speed} Mbit/s and was given up. Try again later or over a faster connection.</source>
      <translation>Die Datei von „{service}“ kam langsamer als mit {speed} Mbit/s und wurde aufgegeben. Versuchen Sie es später oder über eine schnellere Verbindung noch einmal.</translation>
    </message>
    <message>
      <source>The file has no column “{name}”. Its columns are: {names}.</source>
      <translation>Die Datei hat keine Spalte „{name}“. Ihre Spalten sind: {names}.</translation>
    </message>
    <message>
      <source>The file has no line {line}.</source>
      <translation>Die Datei hat keine Zeile {line}.</translation>
    </message>
    <message>
      <source>The file holds no Smart City projects that this plugin could read.</source>
      <translation>Die Datei enthält keine Smart-City-Projekte, die dieses Plugin lesen kann.</translation>
    </message>
    <message>
      <source>The file holds no data for the map, but: {what}. Open it in the browser instead.</source>
      <translation>Die Datei enthält keine Daten für die Karte, sondern: {what}. Öffnen Sie sie stattdessen im Browser.</translation>
    </message>
    <message>
      <source>The file holds no favourites and collections of this version.</source>
      <translation>Die Datei enthält keine Favoriten und Sammlungen dieser Version.</translation>
    </message>
    <message>
      <source>The file is damaged and was not added, as objects would be missing. Try again, or tell the publisher.</source>
      <translation>Die Datei ist beschädigt und wurde nicht hinzugefügt, weil Objekte fehlen würden. Versuchen Sie es erneut oder sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The file is empty: it has no objects.</source>
      <translation>Die Datei ist leer: Sie enthält keine Objekte.</translation>
    </message>
    <message>
      <source>The file is not UTF-8; read as {encoding}, its umlauts make sense.</source>
      <translation>Die Datei ist kein UTF-8; als {encoding} gelesen ergeben die Umlaute Sinn.</translation>
    </message>
    <message>
      <source>The file is not in UTF-8; it was read as {encoding}. Check the umlauts.</source>
      <translation>Die Datei ist nicht in UTF-8; sie wurde als {encoding} gelesen. Prüfen Sie die Umlaute.</translation>
    </message>
    <message>
      <source>The file is not the one that was registered: its checksum differs. If the new one is right, choose it again.</source>
      <translation>Das ist nicht die eingetragene Datei: Ihre Prüfsumme weicht ab. Ist die neue richtig, wählen Sie sie erneut.</translation>
    </message>
    <message>
      <source>The file is unchanged.</source>
      <translation>Die Datei ist unverändert.</translation>
    </message>
    <message>
      <source>The file itself says that it holds only a part of the data.</source>
      <translation>Die Datei gibt selbst an, dass sie nur einen Teil der Daten enthält.</translation>
    </message>
    <message>
      <source>The file lies on another drive than the register. Copy it beside the register first.</source>
      <translation>Die Datei liegt auf einem anderen Laufwerk als das Register. Kopieren Sie sie zuerst neben das Register.</translation>
    </message>
    <message>
      <source>The file names this project twice; the first time in row {line}.</source>
      <translation>Die Datei nennt dieses Projekt zweimal, zuerst in Zeile {line}.</translation>
    </message>
    <message>
      <source>The file no longer holds “{layer}”. Look at the data set in the catalogue, and add it again.</source>
      <translation>Die Datei enthält „{layer}“ nicht mehr. Sehen Sie den Datensatz im Katalog an und fügen Sie ihn neu hinzu.</translation>
    </message>
    <message>
      <source>The file of favourites and collections is damaged.</source>
      <translation>Die Datei der Favoriten und Sammlungen ist beschädigt.</translation>
    </message>
    <message>
      <source>The file says so at its start.</source>
      <translation>So steht es am Anfang der Datei.</translation>
    </message>
    <message>
      <source>The file was written by a newer version of the plugin. Update the plugin to read it.</source>
      <translation>Die Datei wurde mit einer neueren Version des Plugins geschrieben. Aktualisieren Sie das Plugin, um sie zu lesen.</translation>
    </message>
    <message>
      <source>The file will hold internal statements and personal data. Its name and its content are marked INTERN. Do not hand it on.</source>
      <translation>Die Datei wird interne Angaben und personenbezogene Daten enthalten. Ihr Name und ihr Inhalt tragen den Vermerk INTERN. Geben Sie sie nicht weiter.</translation>
    </message>
    <message>
      <source>The file {path} cannot be opened.</source>
      <translation>Die Datei {path} lässt sich nicht öffnen.</translation>
    </message>
    <message>
      <source>The file {path} could not be written. Check the rights and the space left.</source>
      <translation>Die Datei {path} konnte nicht geschrieben werden. Prüfen Sie Rechte und freien Speicherplatz.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be found. Correct the path.</source>
      <translation>Die Datei „{name}“ ist nicht zu finden. Berichtigen Sie den Pfad.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be read as map data. Check what the address really gives.</source>
      <translation>Die Datei „{name}“ ist nicht als Kartendaten lesbar. Prüfen Sie, was die Adresse wirklich liefert.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be read. Check that it exists and may be opened.</source>
      <translation>Die Datei „{name}“ lässt sich nicht lesen. Prüfen Sie, ob es sie gibt und ob Sie sie öffnen dürfen.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be read. Check that it exists and that you may read it.</source>
      <translation>Die Datei „{name}“ kann nicht gelesen werden. Prüfen Sie, ob es sie gibt und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be read. Choose another file or ask for a new copy.</source>
      <translation>Die Datei „{name}“ lässt sich nicht lesen. Wählen Sie eine andere Datei oder bitten Sie um eine neue Kopie.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be written. Check the rights on the folder and the space left.</source>
      <translation>Die Datei „{name}“ kann nicht geschrieben werden. Prüfen Sie die Rechte am Ordner und den freien Platz.</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be written. Choose another place or close programs that use it.</source>
      <translation>Die Datei „{name}“ kann nicht geschrieben werden. Wählen Sie einen anderen Ort oder schließen Sie Programme, die sie benutzen.</translation>
    </message>
    <message>
      <source>The file “{name}” could not be read as a table of text (UTF-8).</source>
      <translation>Die Datei „{name}“ ließ sich nicht als Texttabelle (UTF-8) lesen.</translation>
    </message>
    <message>
      <source>The file “{name}” could not be written. Check the space on the disk and your rights in the folder.</source>
      <translation>Die Datei „{name}“ ließ sich nicht schreiben. Prüfen Sie den freien Speicherplatz und Ihre Rechte im Ordner.</translation>
    </message>
    <message>
      <source>The file “{name}” could not be written; it is as it was before. Check the space on the disk.</source>
      <translation>Die Datei „{name}“ ließ sich nicht schreiben; sie ist wie zuvor. Prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
      <source>The file “{name}” does not exist.</source>
      <translation>Die Datei „{name}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>The file “{name}” has more than {count} rows: no list of projects.</source>
      <translation>Die Datei „{name}“ hat mehr als {count} Zeilen: Das ist keine Projektliste.</translation>
    </message>
    <message>
      <source>The file “{name}” has other or several layers. Name one of them: {names}</source>
      <translation>Die Datei „{name}“ hat andere oder mehrere Layer. Nennen Sie einen davon: {names}</translation>
    </message>
    <message>
      <source>The file “{name}” is empty.</source>
      <translation>Die Datei „{name}“ ist leer.</translation>
    </message>
    <message>
      <source>The file “{name}” is larger than the allowed {megabytes} MB.</source>
      <translation>Die Datei „{name}“ ist größer als die erlaubten {megabytes} MB.</translation>
    </message>
    <message>
      <source>The file “{name}” is larger than {most} MB. Publish a part of it or ask the operator.</source>
      <translation>Die Datei „{name}“ ist größer als {most} MB. Veröffentlichen Sie einen Teil oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The file “{name}” is no JSON that can be read.</source>
      <translation>Die Datei „{name}“ ist kein lesbares JSON.</translation>
    </message>
    <message>
      <source>The file “{name}” is shown by a layer of the project. Choose another name.</source>
      <translation>Die Datei „{name}“ wird von einem Layer des Projekts angezeigt. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>The file “{name}” is too large for a list of projects.</source>
      <translation>Die Datei „{name}“ ist zu groß für eine Projektliste.</translation>
    </message>
    <message>
      <source>The file “{name}” is too large for a list of themes.</source>
      <translation>Die Datei „{name}“ ist zu groß für eine Themenliste.</translation>
    </message>
    <message>
      <source>The file “{path}” is not there. Put it back, or load the data set again from the catalogue.</source>
      <translation>Die Datei „{path}“ fehlt. Legen Sie sie zurück oder laden Sie den Datensatz neu aus dem Katalog.</translation>
    </message>
    <message numerus="yes">
      <source>The file “{service}” holds %n data set(s). Which ones?</source>
      <translation>
        <numerusform>Die Datei „{service}“ enthält %n Datensatz. Welchen möchten Sie?</numerusform>
        <numerusform>Die Datei „{service}“ enthält %n Datensätze. Welche möchten Sie?</numerusform>
      </translation>
    </message>
    <message>
      <source>The first 64 kB of the file hold no XML data. It was not opened.</source>
      <translation>Die ersten 64 kB der Datei enthalten keine XML-Daten. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
      <source>The first line says so.</source>
      <translation>So steht es in der ersten Zeile.</translation>
    </message>
    <message>
      <source>The first line with all columns holds data already.</source>
      <translation>Die erste Zeile mit allen Spalten enthält bereits Daten.</translation>
    </message>
    <message>
      <source>The first save of each day makes a backup, and makes it anew if the register has doubled since. The last seven are kept, and one for each of the four weeks before. They lie in the folder “backups” beside the register.</source>
      <translation>Das erste Speichern an jedem Tag legt eine Sicherung an; hat sich das Register seitdem verdoppelt, wird sie erneuert. Die letzten sieben bleiben, dazu je eine aus den vier Wochen davor. Sie liegen im Ordner „backups“ neben dem Register.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be written. Check its rights.</source>
      <translation>Der Ordner {folder} ist nicht beschreibbar. Prüfen Sie die Schreibrechte.</translation>
    </message>
    <message>
      <source>The geometries have latitude first.</source>
      <translation>In den Geometrien steht die Breite zuerst.</translation>
    </message>
    <message>
      <source>The geometries of the file could not be parted by kind. Check the space left, and try again.</source>
      <translation>Die Geometrien der Datei ließen sich nicht nach Art trennen. Prüfen Sie den freien Speicherplatz und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The geometry is broken off or no geometry: “{value}”.</source>
      <translation>Die Geometrie ist abgebrochen oder keine Geometrie: „{value}“.</translation>
    </message>
    <message>
      <source>The geometry is in EPSG:{srid}, the others are in {crs}.</source>
      <translation>Die Geometrie ist in EPSG:{srid}, die anderen sind in {crs}.</translation>
    </message>
    <message>
      <source>The heads of the two columns are exchanged: the numbers decide.</source>
      <translation>Die Köpfe der beiden Spalten sind vertauscht: Die Zahlen entscheiden.</translation>
    </message>
    <message>
      <source>The history of this register holds no import and no join that could be taken back.</source>
      <translation>Im Verlauf dieses Registers steht kein Einlesen und kein Zusammenführen, das rückgängig gemacht werden könnte.</translation>
    </message>
    <message>
      <source>The id of the data provider is a short name from dcat-ap.de/def/contributors.</source>
      <translation>Die Kennung des Datenbereitstellers ist ein Kurzname aus dcat-ap.de/def/contributors.</translation>
    </message>
    <message>
      <source>The id or the address of the data set in the catalogue.</source>
      <translation>Kennung oder Adresse des Datensatzes im Katalog.</translation>
    </message>
    <message numerus="yes">
      <source>The index holds %n data set(s).</source>
      <translation>
        <numerusform>Der Index enthält %n Datensatz.</numerusform>
        <numerusform>Der Index enthält %n Datensätze.</numerusform>
      </translation>
    </message>
    <message>
      <source>The index is being built. Meanwhile you can search single catalogues and the lists.</source>
      <translation>Der Index wird aufgebaut. Einzelne Kataloge und die Listen lassen sich inzwischen durchsuchen.</translation>
    </message>
    <message>
      <source>The index is being refreshed already, perhaps by another QGIS. Wait until it is done.</source>
      <translation>Der Index wird bereits aktualisiert, vielleicht von einem anderen QGIS. Warten Sie, bis das fertig ist.</translation>
    </message>
    <message>
      <source>The index is busy. Try again in a moment.</source>
      <translation>Der Index ist gerade belegt. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>The index is empty.</source>
      <translation>Der Index ist leer.</translation>
    </message>
    <message>
      <source>The index needs SQLite with full-text search (FTS5). Search one portal instead, or update QGIS.</source>
      <translation>Der Index braucht SQLite mit Volltextsuche (FTS5). Suchen Sie stattdessen in einem einzelnen Portal oder aktualisieren Sie QGIS.</translation>
    </message>
    <message>
      <source>The index “{path}” could not be written. Check that its folder exists and can be written.</source>
      <translation>Der Index „{path}“ konnte nicht geschrieben werden. Prüfen Sie, ob es den Ordner gibt und ob er beschreibbar ist.</translation>
    </message>
    <message>
      <source>The join was taken back.</source>
      <translation>Das Zusammenführen wurde rückgängig gemacht.</translation>
    </message>
    <message>
      <source>The kept copy of “{layer}” cannot be opened. Refresh it.</source>
      <translation>Die gespeicherte Kopie von „{layer}“ lässt sich nicht öffnen. Aktualisieren Sie sie.</translation>
    </message>
    <message>
      <source>The kind “{kind}” is not known.</source>
      <translation>Die Art „{kind}“ ist nicht bekannt.</translation>
    </message>
    <message>
      <source>The label with the source notes is too small: some of them are not printed.</source>
      <translation>Das Textfeld mit den Quellenvermerken ist zu klein: einige werden nicht gedruckt.</translation>
    </message>
    <message>
      <source>The last corners cannot be removed. Remove the place in the list instead.</source>
      <translation>Die letzten Ecken lassen sich nicht löschen. Entfernen Sie stattdessen den Ort in der Liste.</translation>
    </message>
    <message>
      <source>The last part of the data set's address in the portal</source>
      <translation>Der letzte Teil der Adresse des Datensatzes im Portal</translation>
    </message>
    <message numerus="yes">
      <source>The latest values of %n measurement(s) could not be loaded.</source>
      <translation>
        <numerusform>Der neueste Wert von %n Messreihe konnte nicht geladen werden.</numerusform>
        <numerusform>Die neuesten Werte von %n Messreihen konnten nicht geladen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>The layer is marked as internal and is not published.</source>
      <translation>Der Layer ist als intern gekennzeichnet und wird nicht veröffentlicht.</translation>
    </message>
    <message>
      <source>The layer is no longer in the project.</source>
      <translation>Der Layer ist nicht mehr im Projekt.</translation>
    </message>
    <message>
      <source>The layer shows a table of the project register with internal columns. Publish its public view.</source>
      <translation>Der Layer zeigt eine Tabelle des Projektregisters mit internen Spalten. Veröffentlichen Sie dessen öffentliche Sicht.</translation>
    </message>
    <message>
      <source>The layer “project” of the service “{service}” lacks the columns {columns}. Ask its operator to publish them.</source>
      <translation>Der Ebene „project“ des Dienstes „{service}“ fehlen die Spalten {columns}. Bitten Sie den Betreiber, sie zu veröffentlichen.</translation>
    </message>
    <message>
      <source>The layer “{layer}” is no longer in the project.</source>
      <translation>Der Layer „{layer}“ ist nicht mehr im Projekt.</translation>
    </message>
    <message>
      <source>The layer “{layer}” of the service “{service}” cannot be opened. Try again later.</source>
      <translation>Der Layer „{layer}“ des Dienstes „{service}“ lässt sich nicht öffnen. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The layer “{layer}” was removed from the project. The description was kept as a draft.</source>
      <translation>Der Layer „{layer}“ wurde aus dem Projekt entfernt. Die Beschreibung wurde als Entwurf behalten.</translation>
    </message>
    <message>
      <source>The layer “{name}” cannot be opened.</source>
      <translation>Der Layer „{name}“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
      <source>The layout “{name}” was changed since; undo it there.</source>
      <translation>Das Layout „{name}“ wurde seither geändert; machen Sie es dort rückgängig.</translation>
    </message>
    <message>
      <source>The layout “{name}” was made; open it from the menu Project › Layouts.</source>
      <translation>Das Layout „{name}“ wurde angelegt; öffnen Sie es über das Menü Projekt › Layouts.</translation>
    </message>
    <message>
      <source>The licence must come from GovData's list (convention 32).</source>
      <translation>Die Lizenz muss aus der Liste von GovData stammen (Konvention 32).</translation>
    </message>
    <message numerus="yes">
      <source>The licence of %n layer(s) is not stated. Ask the publisher before you publish the map.</source>
      <translation>
        <numerusform>Bei %n Layer ist die Lizenz nicht angegeben. Fragen Sie den Herausgeber, bevor Sie die Karte veröffentlichen.</numerusform>
        <numerusform>Bei %n Layern ist die Lizenz nicht angegeben. Fragen Sie die Herausgeber, bevor Sie die Karte veröffentlichen.</numerusform>
      </translation>
    </message>
    <message>
      <source>The limits of the speed classes have to rise, and the first has to lie above the calm.</source>
      <translation>Die Grenzen der Geschwindigkeitsklassen müssen ansteigen, und die erste muss über der Windstille liegen.</translation>
    </message>
    <message>
      <source>The line has no length. Draw it with at least two different points.</source>
      <translation>Die Linie hat keine Länge. Zeichnen Sie sie mit mindestens zwei verschiedenen Punkten.</translation>
    </message>
    <message numerus="yes">
      <source>The list as filtered (%n)</source>
      <translation>
        <numerusform>Die gefilterte Liste (%n)</numerusform>
        <numerusform>Die gefilterte Liste (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>The list shows the first {number}; saved, it has all.</source>
      <translation>Die Liste zeigt die ersten {number}; gespeichert enthält sie alle.</translation>
    </message>
    <message>
      <source>The list was saved: {path}</source>
      <translation>Die Liste wurde gespeichert: {path}</translation>
    </message>
    <message>
      <source>The list “{name}” cannot be read. Install the plugin again.</source>
      <translation>Die Liste „{name}“ lässt sich nicht lesen. Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
      <source>The live layer is on the map.</source>
      <translation>Der Live-Layer ist auf der Karte.</translation>
    </message>
    <message>
      <source>The local copy must be a GeoPackage.</source>
      <translation>Die lokale Kopie muss ein GeoPackage sein.</translation>
    </message>
    <message>
      <source>The log of tasks “{path}” cannot be written. Check the folder's rights and free space.</source>
      <translation>Das Protokoll der Aufträge „{path}“ lässt sich nicht schreiben. Prüfen Sie Rechte und freien Platz des Ordners.</translation>
    </message>
    <message>
      <source>The log-in chosen for the service “{service}” could not be read. Unlock the authentication database or choose another log-in.</source>
      <translation>Die für den Dienst „{service}“ gewählte Anmeldung konnte nicht gelesen werden. Entsperren Sie die Authentifizierungsdatenbank oder wählen Sie eine andere Anmeldung.</translation>
    </message>
    <message>
      <source>The log-in “{name}” is not in QGIS's password store. Choose another one, or make it anew.</source>
      <translation>Die Anmeldung „{name}“ steht nicht im Passwortspeicher von QGIS. Wählen Sie eine andere, oder legen Sie sie neu an.</translation>
    </message>
    <message>
      <source>The mapping cannot be used: {reason}.</source>
      <translation>Die Zuordnung ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
      <source>The mapping is no JSON. Write it like {example}.</source>
      <translation>Die Zuordnung ist kein JSON. Schreiben Sie sie etwa so: {example}.</translation>
    </message>
    <message>
      <source>The mapping is no JSON: {reason}</source>
      <translation>Die Zuordnung ist kein JSON: {reason}</translation>
    </message>
    <message>
      <source>The master data have unsaved changes.</source>
      <translation>Die Stammdaten haben ungespeicherte Änderungen.</translation>
    </message>
    <message>
      <source>The master data in the file cannot be read.</source>
      <translation>Die Stammdaten in der Datei lassen sich nicht lesen.</translation>
    </message>
    <message>
      <source>The master data of the file were not taken over. Read them in the dialog “Master data …”, which says why.</source>
      <translation>Die Stammdaten der Datei wurden nicht übernommen. Lesen Sie sie im Fenster „Stammdaten …“ ein, das den Grund nennt.</translation>
    </message>
    <message numerus="yes">
      <source>The measurements of %n station(s) could not be loaded completely.</source>
      <translation>
        <numerusform>Die Messreihen von %n Station konnten nicht vollständig geladen werden.</numerusform>
        <numerusform>Die Messreihen von %n Stationen konnten nicht vollständig geladen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>The milestone “{title}” cannot have been reached in the future.</source>
      <translation>Der Meilenstein „{title}“ kann nicht in der Zukunft erreicht worden sein.</translation>
    </message>
    <message>
      <source>The new copy is “{file}”, beside the old one.</source>
      <translation>Die neue Kopie heißt „{file}“ und liegt neben der alten.</translation>
    </message>
    <message>
      <source>The next check was due before today</source>
      <translation>Die nächste Prüfung war vor heute fällig</translation>
    </message>
    <message>
      <source>The next page of “{address}” lies at another address and was not loaded. Tell the operator.</source>
      <translation>Die nächste Seite von „{address}“ liegt unter einer anderen Adresse und wurde nicht geladen. Bitte dem Betreiber melden.</translation>
    </message>
    <message>
      <source>The numbers count the {loaded} data sets loaded so far.</source>
      <translation>Die Zahlen zählen die bisher geladenen {loaded} Datensätze.</translation>
    </message>
    <message>
      <source>The objects lie in the wrong place, and a layer that shows the map view only cannot put that right. “Download completely” makes a corrected copy.</source>
      <translation>Die Objekte liegen am falschen Ort, und ein Layer, der nur den Kartenausschnitt zeigt, kann das nicht berichtigen. „Vollständig herunterladen“ legt eine berichtigte Kopie an.</translation>
    </message>
    <message>
      <source>The one field of action the project would be looked for under. Up to four others can be named below.</source>
      <translation>Das eine Handlungsfeld, unter dem man das Projekt suchen würde. Bis zu vier weitere lassen sich darunter nennen.</translation>
    </message>
    <message>
      <source>The organisation that answers for the project. An unknown name becomes a new organisation.</source>
      <translation>Die Organisation, die das Projekt verantwortet. Aus einem unbekannten Namen wird eine neue Organisation.</translation>
    </message>
    <message>
      <source>The path “{path}” is not relative to the register. Choose the file again.</source>
      <translation>Der Pfad „{path}“ ist nicht relativ zum Register. Wählen Sie die Datei erneut.</translation>
    </message>
    <message>
      <source>The period ends before it begins.</source>
      <translation>Der Zeitraum endet, bevor er beginnt.</translation>
    </message>
    <message>
      <source>The period ends before it begins. Exchange its dates.</source>
      <translation>Der Zeitraum endet, bevor er beginnt. Vertauschen Sie die Daten.</translation>
    </message>
    <message>
      <source>The person has agreed to be named</source>
      <translation>Die Person ist mit der Nennung einverstanden</translation>
    </message>
    <message numerus="yes">
      <source>The person was taken out of %n unsaved draft(s) on this computer.</source>
      <translation>
        <numerusform>Die Person wurde aus %n nicht gespeicherten Entwurf auf diesem Rechner entfernt.</numerusform>
        <numerusform>Die Person wurde aus %n nicht gespeicherten Entwürfen auf diesem Rechner entfernt.</numerusform>
      </translation>
    </message>
    <message>
      <source>The picture cannot be read: no preview.</source>
      <translation>Das Bild lässt sich nicht lesen: keine Vorschau.</translation>
    </message>
    <message>
      <source>The picture has changed.</source>
      <translation>Das Bild hat sich geändert.</translation>
    </message>
    <message>
      <source>The picture is damaged and was not added. Try again, or tell the publisher.</source>
      <translation>Das Bild ist beschädigt und wurde nicht hinzugefügt. Versuchen Sie es erneut oder sagen Sie der veröffentlichenden Stelle Bescheid.</translation>
    </message>
    <message>
      <source>The picture is too large for a preview: more than {most} MB.</source>
      <translation>Das Bild ist zu groß für eine Vorschau: mehr als {most} MB.</translation>
    </message>
    <message>
      <source>The picture is too large for a preview: {size} MB, and no overview in the first {most} MB.</source>
      <translation>Das Bild ist zu groß für eine Vorschau: {size} MB, und in den ersten {most} MB steht keine Übersicht.</translation>
    </message>
    <message>
      <source>The place “{place}” does not lie in {municipality}.</source>
      <translation>Der Ort „{place}“ liegt nicht in {municipality}.</translation>
    </message>
    <message>
      <source>The place “{place}” lies outside the Ruhr metropolis.</source>
      <translation>Der Ort „{place}“ liegt außerhalb der Metropole Ruhr.</translation>
    </message>
    <message>
      <source>The places also lie in: {names}</source>
      <translation>Die Orte liegen auch in: {names}</translation>
    </message>
    <message>
      <source>The places cannot be shown in the map's coordinate system.</source>
      <translation>Die Orte können im Koordinatensystem der Karte nicht dargestellt werden.</translation>
    </message>
    <message numerus="yes">
      <source>The places of %n station(s) could not be loaded.</source>
      <translation>
        <numerusform>Der Standort von %n Station konnte nicht geladen werden.</numerusform>
        <numerusform>Die Standorte von %n Stationen konnten nicht geladen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>The places of the register “{name}” could not be read. Open the register again.</source>
      <translation>Die Orte des Registers „{name}“ konnten nicht gelesen werden. Öffnen Sie das Register erneut.</translation>
    </message>
    <message>
      <source>The places probably also lie in: {names}</source>
      <translation>Die Orte liegen vermutlich auch in: {names}</translation>
    </message>
    <message>
      <source>The planned day; “Done” is the day on which it was reached.</source>
      <translation>Der geplante Tag; „Erledigt“ ist der Tag, an dem der Meilenstein erreicht wurde.</translation>
    </message>
    <message>
      <source>The plugin does not know this licence. Read its terms. Ask the publisher if in doubt.</source>
      <translation>Das Plugin kennt diese Lizenz nicht. Lesen Sie die Bedingungen und fragen Sie im Zweifel die Stelle, die die Daten veröffentlicht.</translation>
    </message>
    <message>
      <source>The plugin was to ask a service in a way that would freeze QGIS, and stopped itself. In a script of your own, run this in a task (QgsTask). Otherwise, please report it.</source>
      <translation>Die Erweiterung sollte einen Dienst so abfragen, dass QGIS eingefroren wäre, und hat das unterlassen. In einem eigenen Skript führen Sie dies in einer Aufgabe (QgsTask) aus. Andernfalls melden Sie es bitte.</translation>
    </message>
    <message numerus="yes">
      <source>The portal gave %n data set(s).</source>
      <translation>
        <numerusform>Das Portal hat %n Datensatz geliefert.</numerusform>
        <numerusform>Das Portal hat %n Datensätze geliefert.</numerusform>
      </translation>
    </message>
    <message>
      <source>The portal “{portal}” refused the search: {reason}. Change the search words or try again later.</source>
      <translation>Das Portal „{portal}“ hat die Suche abgelehnt: {reason}. Ändern Sie die Suchwörter oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The portal “{service}” did not answer with rows.</source>
      <translation>Das Portal „{service}“ hat nicht mit Zeilen geantwortet.</translation>
    </message>
    <message>
      <source>The portals and services the data room searches. None is contacted from here, except by “Check now” and “Fetch now”.</source>
      <translation>Die Portale und Dienste, die der Bereich „Daten“ durchsucht. Von hier wird keiner kontaktiert, außer mit „Jetzt prüfen“ und „Jetzt holen“.</translation>
    </message>
    <message>
      <source>The position cannot be converted to EPSG:25832. Check the coordinate system.</source>
      <translation>Die Position lässt sich nicht in EPSG:25832 umrechnen. Prüfen Sie das Koordinatensystem.</translation>
    </message>
    <message>
      <source>The problem as it was before the project, if possible with a figure.</source>
      <translation>Das Problem, wie es vor dem Projekt bestand, möglichst mit einer Zahl.</translation>
    </message>
    <message>
      <source>The programme as the register knows it. An unknown title becomes a new programme.</source>
      <translation>Das Programm, wie es im Register steht. Aus einem unbekannten Titel wird ein neues Programm.</translation>
    </message>
    <message>
      <source>The programme was last checked more than a year ago. Look whether it still runs.</source>
      <translation>Das Programm wurde vor mehr als einem Jahr zuletzt geprüft. Sehen Sie nach, ob es noch läuft.</translation>
    </message>
    <message>
      <source>The progress lies between 0 and 100 percent.</source>
      <translation>Der Fortschritt muss zwischen 0 und 100 Prozent liegen.</translation>
    </message>
    <message>
      <source>The project becomes again what the team had at the last synchronisation; the next one fetches what others have changed since. Your version stays in the history of this copy.</source>
      <translation>Das Projekt wird wieder so, wie das Team es beim letzten Abgleich hatte; der nächste Abgleich holt, was andere seitdem geändert haben. Ihre Fassung bleibt im Verlauf dieser Kopie.</translation>
    </message>
    <message>
      <source>The project cannot be saved yet. Correct the errors in the list below.</source>
      <translation>Das Projekt kann noch nicht gespeichert werden. Bitte die Fehler in der Liste unten berichtigen.</translation>
    </message>
    <message>
      <source>The project did not accept the layer “{name}”.</source>
      <translation>Das Projekt hat den Layer „{name}“ nicht angenommen.</translation>
    </message>
    <message>
      <source>The project exists in this copy only. It is deleted here; the register of the team never had it.</source>
      <translation>Das Projekt gibt es nur in dieser Kopie. Es wird hier gelöscht; im Register des Teams war es nie.</translation>
    </message>
    <message>
      <source>The project has a spatial effect, but no place. Add a place or a municipality.</source>
      <translation>Das Projekt hat eine Raumwirkung, aber keinen Ort. Bitte einen Ort oder eine Kommune ergänzen.</translation>
    </message>
    <message>
      <source>The project has no layers from files or services.</source>
      <translation>Das Projekt hat keine Layer aus Dateien oder Diensten.</translation>
    </message>
    <message>
      <source>The project has unsaved changes.</source>
      <translation>Das Projekt hat ungespeicherte Änderungen.</translation>
    </message>
    <message>
      <source>The project is looking for partners</source>
      <translation>Das Projekt sucht Partner</translation>
    </message>
    <message>
      <source>The project is no longer in the register “{name}”. Somebody deleted it; its history is kept.</source>
      <translation>Das Projekt ist nicht mehr im Register „{name}“. Es wurde von jemandem gelöscht; der Verlauf ist erhalten.</translation>
    </message>
    <message>
      <source>The project is not among the published ones of the register “{name}” any more.</source>
      <translation>Das Projekt gehört nicht mehr zu den veröffentlichten des Registers „{name}“.</translation>
    </message>
    <message>
      <source>The project is public, but none of its places is. The public map does not show it.</source>
      <translation>Das Projekt ist öffentlich, aber keiner seiner Orte. Auf der öffentlichen Karte fehlt es daher.</translation>
    </message>
    <message>
      <source>The project was deleted meanwhile. Nothing was saved yet.</source>
      <translation>Das Projekt wurde inzwischen gelöscht. Es wurde noch nichts gespeichert.</translation>
    </message>
    <message>
      <source>The project was not saved yet.</source>
      <translation>Das Projekt wurde noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>The proposed source of “{layer}” does not open; the layer was left as it is.</source>
      <translation>Die vorgeschlagene Quelle von „{layer}“ lässt sich nicht öffnen; der Layer blieb, wie er ist.</translation>
    </message>
    <message>
      <source>The proposed source of “{layer}” holds another kind of geometry; the layer was left as it is.</source>
      <translation>Die vorgeschlagene Quelle von „{layer}“ enthält eine andere Art von Geometrie; der Layer blieb, wie er ist.</translation>
    </message>
    <message>
      <source>The proposed source of “{layer}” is on another server, to which the log-in was not sent. The layer was left as it is; if you trust that server, add the layer anew with a log-in.</source>
      <translation>Die vorgeschlagene Quelle von „{layer}“ liegt auf einem anderen Server; die Anmeldung wurde nicht dorthin gesendet. Der Layer blieb, wie er ist; wenn Sie dem Server vertrauen, fügen Sie den Layer mit einer Anmeldung neu hinzu.</translation>
    </message>
    <message>
      <source>The proposed source of “{layer}” lacks the fields {fields}; the layer was left as it is.</source>
      <translation>Der vorgeschlagenen Quelle von „{layer}“ fehlen die Felder {fields}; der Layer blieb, wie er ist.</translation>
    </message>
    <message>
      <source>The proxy between you and the service “{service}” refused the connection or asks for a log-in. Check the proxy in the QGIS options under Network.</source>
      <translation>Der Proxy zwischen Ihnen und dem Dienst „{service}“ hat die Verbindung abgelehnt oder verlangt eine Anmeldung. Prüfen Sie den Proxy in den QGIS-Optionen unter „Netzwerk“.</translation>
    </message>
    <message>
      <source>The public short form, e.g. “Smart Cities made in Germany”. Amounts belong into the internal part below.</source>
      <translation>Die öffentliche Kurzform, z. B. „Modellprojekte Smart Cities“. Beträge gehören in den internen Teil darunter.</translation>
    </message>
    <message>
      <source>The publisher gives no description.</source>
      <translation>Der Herausgeber gibt keine Beschreibung an.</translation>
    </message>
    <message>
      <source>The publisher marks the data as not open, even though it can be reached. Ask the publisher.</source>
      <translation>Der Herausgeber kennzeichnet die Daten als nicht offen, obwohl sie abrufbar sind. Fragen Sie den Herausgeber.</translation>
    </message>
    <message>
      <source>The raster has no cells. Choose another one.</source>
      <translation>Das Raster hat keine Zellen. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <source>The raster has no usable cell size. Check its georeference.</source>
      <translation>Das Raster hat keine gültige Zellgröße. Prüfen Sie seinen Raumbezug.</translation>
    </message>
    <message>
      <source>The raster is in degrees: its cells count equally, although they differ in size.</source>
      <translation>Das Raster liegt in Grad vor: Alle Zellen zählen gleich, obwohl sie unterschiedlich groß sind.</translation>
    </message>
    <message>
      <source>The raster is rotated. Warp it to a grid that is parallel to the axes first, then try again.</source>
      <translation>Das Raster ist gedreht. Transformieren Sie es zuerst auf ein achsenparalleles Gitter und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The raster “{name}” cannot be opened.</source>
      <translation>Das Raster „{name}“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
      <source>The raster “{name}” cannot be opened. Check that the file is still there and not damaged.</source>
      <translation>Das Raster „{name}“ lässt sich nicht öffnen. Prüfen Sie, ob die Datei noch vorhanden und unbeschädigt ist.</translation>
    </message>
    <message>
      <source>The raster “{name}” cannot be read to the end; the file is damaged or out of reach.</source>
      <translation>Das Raster „{name}“ lässt sich nicht vollständig lesen; die Datei ist beschädigt oder nicht erreichbar.</translation>
    </message>
    <message>
      <source>The raster “{name}” has no band {band}. Choose one from 1 to {count}.</source>
      <translation>Das Raster „{name}“ hat keinen Kanal {band}. Wählen Sie einen von 1 bis {count}.</translation>
    </message>
    <message>
      <source>The raster “{name}” has no georeference. Give it one with the Georeferencer first.</source>
      <translation>Das Raster „{name}“ hat keinen Raumbezug. Georeferenzieren Sie es zuerst.</translation>
    </message>
    <message>
      <source>The raster “{name}” holds complex numbers. Choose a band with plain values.</source>
      <translation>Das Raster „{name}“ enthält komplexe Zahlen. Wählen Sie einen Kanal mit reellen Werten.</translation>
    </message>
    <message>
      <source>The rate of a funding lies between 0 and 100 percent.</source>
      <translation>Der Fördersatz liegt zwischen 0 und 100 Prozent.</translation>
    </message>
    <message>
      <source>The record is marked there as not yet saved; nobody takes it for whole.</source>
      <translation>Der Datensatz ist dort als noch nicht gespeichert markiert; niemand hält ihn für vollständig.</translation>
    </message>
    <message>
      <source>The refresh failed.</source>
      <translation>Das Aktualisieren ist fehlgeschlagen.</translation>
    </message>
    <message>
      <source>The register cannot be created in “{folder}”: the folder is write-protected. Choose another folder.</source>
      <translation>Das Register kann in „{folder}“ nicht angelegt werden: Der Ordner ist schreibgeschützt. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>The register did not take over the record as it was sent. Nothing was saved.</source>
      <translation>Das Register hat den Datensatz nicht unverändert übernommen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register did not take over “{title}” as it was sent: {fields}. {state}</source>
      <translation>Das Register hat „{title}“ nicht so übernommen, wie es gesendet wurde: {fields}. {state}</translation>
    </message>
    <message>
      <source>The register does not let you change this comment: somebody else wrote it. Nothing was saved.</source>
      <translation>Das Register lässt Sie diesen Kommentar nicht ändern: Jemand anderes hat ihn geschrieben. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register does not let you change this record: it belongs to another municipality, or your log-in may only read. Nothing was saved.</source>
      <translation>Das Register lässt Sie diesen Datensatz nicht ändern: Er gehört einer anderen Kommune, oder Ihre Anmeldung darf nur lesen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register does not let you change “{name}”: it belongs to another municipality, or only reviewers may do it. Nothing was saved.</source>
      <translation>Das Register lässt Sie „{name}“ nicht ändern: Der Eintrag gehört einer anderen Kommune, oder nur Prüfende dürfen das. Nichts wurde gespeichert.</translation>
    </message>
    <message>
      <source>The register has no field “{name}”. Fields are: {names}.</source>
      <translation>Das Register hat kein Feld „{name}“. Felder sind: {names}.</translation>
    </message>
    <message>
      <source>The register holds a place in the coordinate system EPSG:{code} instead of EPSG:25832; another program has written it. Convert the layer in that program.</source>
      <translation>Das Register enthält einen Ort im Koordinatensystem EPSG:{code} statt EPSG:25832; ein anderes Programm hat ihn geschrieben. Rechnen Sie den Layer in jenem Programm um.</translation>
    </message>
    <message>
      <source>The register holds a place whose geometry is of another kind than those it stands among; another program has written it. Let the register be repaired.</source>
      <translation>Das Register enthält einen Ort, dessen Geometrie von anderer Art ist als die, unter denen er steht; ein anderes Programm hat ihn geschrieben. Lassen Sie das Register reparieren.</translation>
    </message>
    <message>
      <source>The register holds a place with a damaged geometry. Let the register be repaired, then set the place again.</source>
      <translation>Das Register enthält einen Ort mit einer beschädigten Geometrie. Lassen Sie das Register reparieren und setzen Sie den Ort dann neu.</translation>
    </message>
    <message>
      <source>The register is no file: documents are named by their address on the web.</source>
      <translation>Das Register ist keine Datei: Dokumente werden mit ihrer Webadresse genannt.</translation>
    </message>
    <message>
      <source>The register lies on a network drive, where saving at the same time can damage it. Better work on a local copy: it is brought together with the file by itself.</source>
      <translation>Das Register liegt auf einem Netzlaufwerk; gleichzeitiges Speichern kann es dort beschädigen. Arbeiten Sie besser auf einer lokalen Kopie: Sie wird von selbst mit der Datei abgeglichen.</translation>
    </message>
    <message>
      <source>The register of the team, “{name}”, was open last.</source>
      <translation>Zuletzt war das Register des Teams „{name}“ geöffnet.</translation>
    </message>
    <message>
      <source>The register “{name}” can be read but not changed: the file or its folder is write-protected. Copy it to a folder of your own to edit it.</source>
      <translation>Das Register „{name}“ kann gelesen, aber nicht geändert werden: Die Datei oder ihr Ordner ist schreibgeschützt. Zum Bearbeiten bitte in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot be copied completely.</source>
      <translation>Das Register „{name}“ lässt sich nicht vollständig kopieren.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot be opened. Check the rights on the file.</source>
      <translation>Das Register „{name}“ kann nicht geöffnet werden. Bitte die Rechte an der Datei prüfen.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot be read completely. Open its latest backup, or repair it.</source>
      <translation>Das Register „{name}“ lässt sich nicht vollständig lesen. Öffnen Sie die letzte Sicherung oder reparieren Sie es.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot hold everything in “{title}” ({fields}). Nothing was sent. Keep the project in a register of its own and synchronise that: the rest then stays there.</source>
      <translation>Das Register „{name}“ kann nicht alles aus „{title}“ aufnehmen ({fields}). Es wurde nichts gesendet. Führen Sie das Projekt in einem eigenen Register und synchronisieren Sie dieses: Der Rest bleibt dann dort.</translation>
    </message>
    <message>
      <source>The register “{name}” could not be replaced. Close the programs that use it and try again.</source>
      <translation>Das Register „{name}“ konnte nicht ersetzt werden. Schließen Sie die Programme, die es benutzen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The register “{name}” could not be used. Nothing was saved; the details are in the log.</source>
      <translation>Das Register „{name}“ konnte nicht verwendet werden. Es wurde nichts gespeichert; Details stehen im Protokoll.</translation>
    </message>
    <message>
      <source>The register “{name}” does not let you delete everything on this person. Nothing was deleted; ask the administrator to do it.</source>
      <translation>Das Register „{name}“ lässt Sie nicht alles zu dieser Person löschen. Es wurde nichts gelöscht; bitten Sie die Administration darum.</translation>
    </message>
    <message>
      <source>The register “{name}” does not let you write this record: it belongs to another municipality, or your log-in may only read. Nothing was saved.</source>
      <translation>Das Register „{name}“ lässt Sie diesen Datensatz nicht schreiben: Er gehört einer anderen Kommune, oder Ihre Anmeldung darf nur lesen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register “{name}” is as the backup was. The state before is kept as “{aside}”.</source>
      <translation>Das Register „{name}“ entspricht nun der Sicherung. Der Stand davor ist als „{aside}“ aufgehoben.</translation>
    </message>
    <message>
      <source>The register “{name}” is damaged. Open its latest backup, or let it be repaired; this file is kept.</source>
      <translation>Das Register „{name}“ ist beschädigt. Öffnen Sie die letzte Sicherung oder lassen Sie es reparieren; diese Datei bleibt erhalten.</translation>
    </message>
    <message>
      <source>The register “{name}” is in use by another program. Finish the work there and try again.</source>
      <translation>Das Register „{name}“ wird gerade von einem anderen Programm benutzt. Bitte die Arbeit dort beenden und erneut versuchen.</translation>
    </message>
    <message>
      <source>The register “{name}” is in use by somebody else. Try again in a moment.</source>
      <translation>Das Register „{name}“ wird gerade von jemand anderem benutzt. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>The register “{name}” is no copy of another one.</source>
      <translation>Das Register „{name}“ ist keine Kopie eines anderen.</translation>
    </message>
    <message>
      <source>The register “{name}” is no longer there. Choose where it is now, or create a new one.</source>
      <translation>Das Register „{name}“ ist nicht mehr vorhanden. Bitte den neuen Speicherort wählen oder ein neues Register anlegen.</translation>
    </message>
    <message numerus="yes">
      <source>The register “{name}” is not only public: %n project(s) in it must not be seen by everybody. A service would show all. Make a register of its own for it, and synchronise with that.</source>
      <translation>
        <numerusform>Das Register „{name}“ ist nicht nur öffentlich: %n Projekt darin darf nicht für alle sichtbar sein. Ein Dienst würde alles zeigen. Legen Sie für ihn ein eigenes Register an und gleichen Sie mit diesem ab.</numerusform>
        <numerusform>Das Register „{name}“ ist nicht nur öffentlich: %n Projekte darin dürfen nicht für alle sichtbar sein. Ein Dienst würde alles zeigen. Legen Sie für ihn ein eigenes Register an und gleichen Sie mit diesem ab.</numerusform>
      </translation>
    </message>
    <message>
      <source>The register “{name}” is open to the public and holds no comments. Nothing was sent. Write the comment in a register of your own.</source>
      <translation>Das Register „{name}“ ist öffentlich und enthält keine Kommentare. Es wurde nichts gesendet. Schreiben Sie den Kommentar in ein eigenes Register.</translation>
    </message>
    <message>
      <source>The register “{name}” is open to the public, and “{title}” has places or documents that are not ({parts}). Nothing was sent. If everybody may see them, set “{field}: {public}” there. Otherwise keep the project in a register of its own and synchronise that: they then stay there.</source>
      <translation>Das Register „{name}“ ist öffentlich, aber „{title}“ hat Orte oder Dokumente, die es nicht sind ({parts}). Es wurde nichts gesendet. Wenn alle sie sehen dürfen, stellen Sie dort „{field}: {public}“ ein. Sonst führen Sie das Projekt in einem eigenen Register und synchronisieren Sie dieses: Dann bleiben sie dort.</translation>
    </message>
    <message>
      <source>The register “{name}” is open to the public, and “{title}” is not public. Nothing was sent. If everybody may see it, set “{field}: {public}”. Otherwise keep the project in a register of its own and synchronise that: it then stays there.</source>
      <translation>Das Register „{name}“ ist öffentlich, „{title}“ ist es nicht. Es wurde nichts gesendet. Wenn alle das Projekt sehen dürfen, stellen Sie „{field}: {public}“ ein. Sonst führen Sie es in einem eigenen Register und synchronisieren Sie dieses: Dann bleibt es dort.</translation>
    </message>
    <message numerus="yes">
      <source>The register “{name}” is there, with %n project(s).</source>
      <translation>
        <numerusform>Das Register „{name}“ ist da, mit %n Projekt.</numerusform>
        <numerusform>Das Register „{name}“ ist da, mit %n Projekten.</numerusform>
      </translation>
    </message>
    <message>
      <source>The register “{name}” is too large for a backup each day. Copy it to a safe place yourself now and then.</source>
      <translation>Das Register „{name}“ ist zu groß für eine tägliche Sicherung. Kopieren Sie es ab und zu selbst an einen sicheren Ort.</translation>
    </message>
    <message>
      <source>The register “{name}” refused the record because it contradicts another one. Nothing was saved.</source>
      <translation>Das Register „{name}“ hat den Datensatz abgelehnt, weil er einem anderen widerspricht. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register “{name}” shows no history to the public, so that nobody can say here what it held on an earlier day. Open it with a log-in of the team.</source>
      <translation>Das Register „{name}“ zeigt der Öffentlichkeit keinen Verlauf; was an einem früheren Tag darin stand, lässt sich hier nicht sagen. Öffnen Sie es mit einer Anmeldung des Teams.</translation>
    </message>
    <message>
      <source>The register “{name}” shows no history: it can only be exported as it is now. Leave AS_OF empty.</source>
      <translation>Das Register „{name}“ zeigt keinen Verlauf: Es kann nur exportiert werden, wie es jetzt ist. Lassen Sie AS_OF leer.</translation>
    </message>
    <message>
      <source>The register “{name}” was made by an older version of the plugin and must be brought up to date once, but it is write-protected. Copy it to a folder of your own and open the copy.</source>
      <translation>Das Register „{name}“ wurde mit einer älteren Version des Plugins angelegt und muss einmal auf den neuen Stand gebracht werden, ist aber schreibgeschützt. Kopieren Sie es in einen eigenen Ordner und öffnen Sie die Kopie.</translation>
    </message>
    <message>
      <source>The register “{name}” was made by an older version of the plugin and must be brought up to date. You may do that. Colleagues with the older version can only read it afterwards, until they update theirs.</source>
      <translation>Das Register „{name}“ stammt von einer älteren Version des Plugins und muss auf den neuen Stand gebracht werden. Sie dürfen das tun. Wer noch die ältere Version hat, kann es danach nur lesen, bis auch diese aktualisiert ist.</translation>
    </message>
    <message>
      <source>The register “{name}” was made by an older version of the plugin. Its owner “{owner}” must open it with this version and bring it up to date; ask for that.</source>
      <translation>Das Register „{name}“ stammt von einer älteren Version des Plugins. Sein Eigentümer „{owner}“ muss es mit dieser Version öffnen und auf den neuen Stand bringen; bitten Sie darum.</translation>
    </message>
    <message>
      <source>The register “{name}” was not closed properly and is write-protected, so that it cannot be put right here. Open it once where you may write.</source>
      <translation>Das Register „{name}“ wurde nicht ordnungsgemäß geschlossen und ist schreibgeschützt; es lässt sich daher hier nicht reparieren. Bitte einmal dort öffnen, wo Sie Schreibrechte haben.</translation>
    </message>
    <message>
      <source>The register “{name}” was written by a newer version of the plugin. It can be read here; update the plugin to change it.</source>
      <translation>Das Register „{name}“ wurde mit einer neueren Version der Erweiterung geschrieben. Es kann hier gelesen werden; zum Ändern bitte die Erweiterung aktualisieren.</translation>
    </message>
    <message>
      <source>The report says of each place what deleting the person would do to it, and where else the person may stand: backups, synchronised registers, exported files. It is personal data: give it only to the person and to those who answer the request.</source>
      <translation>Der Bericht sagt zu jeder Fundstelle, was das Löschen der Person dort bewirkt, und wo die Person sonst noch stehen kann: Sicherungen, abgeglichene Register, ausgegebene Dateien. Er ist selbst personenbezogen: Geben Sie ihn nur der Person und denen, die die Anfrage bearbeiten.</translation>
    </message>
    <message>
      <source>The report “{name}” was changed since; undo it there.</source>
      <translation>Der Bericht „{name}“ wurde seitdem geändert; machen Sie es dort rückgängig.</translation>
    </message>
    <message>
      <source>The result could not be written completely. Check the free space of the disk.</source>
      <translation>Das Ergebnis konnte nicht vollständig geschrieben werden. Prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
      <source>The result has one field for each.</source>
      <translation>Das Ergebnis hat für jeden Kennwert ein Feld.</translation>
    </message>
    <message numerus="yes">
      <source>The retention of %n contact(s) is over. Delete them where they stand:</source>
      <translation>
        <numerusform>Die Aufbewahrungsfrist von %n Kontakt ist abgelaufen. Löschen Sie ihn dort, wo er steht:</numerusform>
        <numerusform>Die Aufbewahrungsfrist von %n Kontakten ist abgelaufen. Löschen Sie sie dort, wo sie stehen:</numerusform>
      </translation>
    </message>
    <message>
      <source>The row has more cells than the table has columns. Put quotation marks around texts with the separator in them.</source>
      <translation>Die Zeile hat mehr Zellen als die Tabelle Spalten. Bitte Texte, die das Trennzeichen enthalten, in Anführungszeichen setzen.</translation>
    </message>
    <message>
      <source>The row has {count} cells instead of {width}: perhaps a separator is missing.</source>
      <translation>Die Zeile hat {count} statt {width} Zellen: Vielleicht fehlt ein Trennzeichen.</translation>
    </message>
    <message>
      <source>The row has {count} cells instead of {width}: perhaps a text with the separator in it is not quoted.</source>
      <translation>Die Zeile hat {count} statt {width} Zellen: Vielleicht steht ein Text mit dem Trennzeichen nicht in Anführungszeichen.</translation>
    </message>
    <message>
      <source>The row holds only “{text}”: it was taken for a heading or a remark and left out.</source>
      <translation>In der Zeile steht nur „{text}“: Sie gilt als Überschrift oder Bemerkung und wird übergangen.</translation>
    </message>
    <message>
      <source>The row is a total and was left out.</source>
      <translation>Die Zeile ist eine Summe und wird übergangen.</translation>
    </message>
    <message>
      <source>The row says the heads of the columns again and was left out.</source>
      <translation>Die Zeile wiederholt die Spaltenköpfe und wird übergangen.</translation>
    </message>
    <message>
      <source>The rows are addresses: the area of a whole town is no place for them. You can choose it all the same.</source>
      <translation>Die Zeilen sind Adressen: Die Fläche einer ganzen Stadt ist kein Ort für sie. Sie können sie trotzdem wählen.</translation>
    </message>
    <message>
      <source>The rows of “{name}” have no places, so that no area can be cut out of them.</source>
      <translation>Die Zeilen von „{name}“ haben keine Lage, deshalb lässt sich kein Gebiet ausschneiden.</translation>
    </message>
    <message>
      <source>The sample catalogue names a layer that does not exist. Install the plugin again.</source>
      <translation>Der Beispielkatalog nennt einen Layer, den es nicht gibt. Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
      <source>The sample raster cannot be written to {folder}. Check the rights and the space left.</source>
      <translation>Das Beispielraster kann nicht nach {folder} geschrieben werden. Prüfen Sie Rechte und freien Speicherplatz.</translation>
    </message>
    <message>
      <source>The schema “{schema}” exists already. Choose another name, or open it.</source>
      <translation>Das Schema „{schema}“ gibt es schon. Wählen Sie einen anderen Namen, oder öffnen Sie es.</translation>
    </message>
    <message>
      <source>The schematic areas could not be drawn.</source>
      <translation>Die schematischen Flächen konnten nicht gezeichnet werden.</translation>
    </message>
    <message>
      <source>The search “{name}” is kept on your shelf.</source>
      <translation>Die Suche „{name}“ steht jetzt in Ihrer Merkliste.</translation>
    </message>
    <message numerus="yes">
      <source>The selected (%n)</source>
      <translation>
        <numerusform>Das ausgewählte (%n)</numerusform>
        <numerusform>Die ausgewählten (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>The selection holds {count} points; at most {most} can become places of one project.</source>
      <translation>Die Auswahl enthält {count} Punkte; höchstens {most} können Orte eines Projekts werden.</translation>
    </message>
    <message>
      <source>The series is no longer in the store. Load the stations anew.</source>
      <translation>Die Reihe ist nicht mehr im Speicher. Laden Sie die Stationen neu.</translation>
    </message>
    <message>
      <source>The series store “{name}” can be read but not changed: the file or its folder is write-protected. Copy it to a folder of your own to add values.</source>
      <translation>Der Messwertspeicher „{name}“ lässt sich lesen, aber nicht ändern: Die Datei oder ihr Ordner ist schreibgeschützt. Kopieren Sie ihn in einen eigenen Ordner, um Werte hinzuzufügen.</translation>
    </message>
    <message>
      <source>The series store “{name}” cannot be made in this folder. Check the rights on it, or choose another.</source>
      <translation>Der Messwertspeicher „{name}“ lässt sich in diesem Ordner nicht anlegen. Prüfen Sie dessen Rechte oder wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>The series store “{name}” cannot be opened. Check the rights on the file.</source>
      <translation>Der Messwertspeicher „{name}“ lässt sich nicht öffnen. Prüfen Sie die Rechte an der Datei.</translation>
    </message>
    <message>
      <source>The series store “{name}” could not be used; the details are in the log.</source>
      <translation>Der Messwertspeicher „{name}“ war nicht verwendbar; Näheres steht im Protokoll.</translation>
    </message>
    <message>
      <source>The series store “{name}” is closed.</source>
      <translation>Der Messwertspeicher „{name}“ ist geschlossen.</translation>
    </message>
    <message>
      <source>The series store “{name}” is damaged. Fetch the values anew into another file, or use a copy.</source>
      <translation>Der Messwertspeicher „{name}“ ist beschädigt. Holen Sie die Werte neu in eine andere Datei oder nehmen Sie eine Kopie.</translation>
    </message>
    <message>
      <source>The series store “{name}” is in use by another program. Finish the work there and try again.</source>
      <translation>Der Messwertspeicher „{name}“ wird von einem anderen Programm benutzt. Beenden Sie die Arbeit dort und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The series store “{name}” is no longer there. Choose where it is now, or create a new one.</source>
      <translation>Der Messwertspeicher „{name}“ ist nicht mehr da. Wählen Sie, wo er jetzt liegt, oder legen Sie einen neuen an.</translation>
    </message>
    <message>
      <source>The series store “{name}” was not closed properly and is write-protected, so that it cannot be put right here. Open it once where you may write.</source>
      <translation>Der Messwertspeicher „{name}“ wurde nicht ordentlich geschlossen und ist schreibgeschützt, lässt sich hier also nicht in Ordnung bringen. Öffnen Sie ihn einmal dort, wo Sie schreiben dürfen.</translation>
    </message>
    <message>
      <source>The series store “{name}” was written by a newer version of the plugin and is opened for reading only. Update the plugin to add values.</source>
      <translation>Der Messwertspeicher „{name}“ wurde von einer neueren Version des Plugins geschrieben und ist nur zum Lesen geöffnet. Aktualisieren Sie das Plugin, um Werte hinzuzufügen.</translation>
    </message>
    <message>
      <source>The series store “{name}” was written by an older version of the plugin and is write-protected. Open it once where you may write; it is brought up to date then.</source>
      <translation>Der Messwertspeicher „{name}“ wurde von einer älteren Version des Plugins geschrieben und ist schreibgeschützt. Öffnen Sie ihn einmal dort, wo Sie schreiben dürfen; er wird dann auf den neuen Stand gebracht.</translation>
    </message>
    <message>
      <source>The series “{name}” of “{station}” is stored in {known} and comes in {unit}: that cannot be converted. Import into a new store.</source>
      <translation>Die Messreihe „{name}“ von „{station}“ ist in {known} gespeichert und kommt in {unit}: Das lässt sich nicht umrechnen. Importieren Sie in einen neuen Speicher.</translation>
    </message>
    <message>
      <source>The server answers but has no tile at the place asked for. Look on the map whether the layer is drawn.</source>
      <translation>Der Server antwortet, hat an der geprüften Stelle aber keine Kachel. Sehen Sie auf der Karte nach, ob der Layer gezeichnet wird.</translation>
    </message>
    <message>
      <source>The server of the register “{name}” has no room left, or too many people use it. Nothing was saved; try again later or tell the administrator.</source>
      <translation>Der Server des Registers „{name}“ hat keinen Platz mehr, oder zu viele benutzen ihn. Es wurde nichts gespeichert; versuchen Sie es später noch einmal, oder sagen Sie der Administration Bescheid.</translation>
    </message>
    <message>
      <source>The service accepted the task (HTTP {status}). It is in the log.</source>
      <translation>Der Dienst hat den Auftrag angenommen (HTTP {status}). Er steht im Protokoll.</translation>
    </message>
    <message>
      <source>The service accepted the task, but the log does not say so. {reason}</source>
      <translation>Der Dienst hat den Auftrag angenommen, aber das Protokoll sagt es nicht. {reason}</translation>
    </message>
    <message>
      <source>The service answered, but not with air quality data. Check the address.</source>
      <translation>Der Dienst hat geantwortet, aber nicht mit Daten zur Luftqualität. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>The service answers ({milliseconds} ms).</source>
      <translation>Der Dienst antwortet ({milliseconds} ms).</translation>
    </message>
    <message>
      <source>The service answers but no longer offers “{layer}”.</source>
      <translation>Der Dienst antwortet, bietet aber „{layer}“ nicht mehr an.</translation>
    </message>
    <message>
      <source>The service answers from a new address ({milliseconds} ms): {address}</source>
      <translation>Der Dienst antwortet unter einer neuen Adresse ({milliseconds} ms): {address}</translation>
    </message>
    <message>
      <source>The service answers, but slowly ({milliseconds} ms).</source>
      <translation>Der Dienst antwortet, aber langsam ({milliseconds} ms).</translation>
    </message>
    <message>
      <source>The service asks for a log-in. Store it in QGIS, or ask the publisher for access.</source>
      <translation>Der Dienst verlangt eine Anmeldung. Hinterlegen Sie sie in QGIS oder bitten Sie den Herausgeber um Zugang.</translation>
    </message>
    <message>
      <source>The service describes the tiles of the layer “{layer}” wrongly. Tell its operator.</source>
      <translation>Der Dienst beschreibt die Kacheln des Layers „{layer}“ fehlerhaft. Informieren Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service does not answer. Try again later or ask the publisher.</source>
      <translation>Der Dienst antwortet nicht. Versuchen Sie es später erneut oder fragen Sie den Herausgeber.</translation>
    </message>
    <message>
      <source>The service does not deliver stations with their values in one request; they were read one by one.</source>
      <translation>Der Dienst liefert Stationen und Werte nicht gemeinsam; sie wurden einzeln abgefragt.</translation>
    </message>
    <message>
      <source>The service does not describe the parameters of “{name}” in the standard's form.</source>
      <translation>Der Dienst beschreibt die Angaben von „{name}“ nicht in der Form des Standards.</translation>
    </message>
    <message>
      <source>The service does not offer the tiles of the layer “{layer}” any more. Search for it anew.</source>
      <translation>Der Dienst bietet die Kacheln des Layers „{layer}“ nicht mehr an. Suchen Sie ihn neu.</translation>
    </message>
    <message>
      <source>The service exchanges the axes; the positions are turned round. Check on the map.</source>
      <translation>Der Dienst vertauscht die Achsen; die Positionen wurden richtiggestellt. Prüfen Sie sie auf der Karte.</translation>
    </message>
    <message>
      <source>The service gave places in another reference system than EPSG:25832. Ask its operator to offer that system.</source>
      <translation>Der Dienst hat Orte in einem anderen Bezugssystem als EPSG:25832 geliefert. Bitten Sie den Betreiber, dieses System anzubieten.</translation>
    </message>
    <message>
      <source>The service has no stations.</source>
      <translation>Der Dienst hat keine Stationen.</translation>
    </message>
    <message>
      <source>The service is asked without encryption although it also answers by https.</source>
      <translation>Der Dienst wird unverschlüsselt gefragt, obwohl er auch über https antwortet.</translation>
    </message>
    <message>
      <source>The service is asked without encryption, but answers by https only.</source>
      <translation>Der Dienst wird unverschlüsselt abgefragt, antwortet aber nur noch über https.</translation>
    </message>
    <message>
      <source>The service is no longer in the list.</source>
      <translation>Der Dienst steht nicht mehr in der Liste.</translation>
    </message>
    <message>
      <source>The service knows no such address. Try fewer words, or set the place on the map.</source>
      <translation>Der Dienst kennt keine solche Adresse. Versuchen Sie es mit weniger Wörtern, oder setzen Sie den Ort auf der Karte.</translation>
    </message>
    <message>
      <source>The service names “{host}” as the place of its next page; it was read from the address you entered.</source>
      <translation>Der Dienst verweist für die nächste Seite auf „{host}“; sie wurde stattdessen unter der eingegebenen Adresse abgerufen.</translation>
    </message>
    <message>
      <source>The service of the municipal boundaries did not answer with readable polygons. Try again later or check its address in the options.</source>
      <translation>Der Dienst der Gemeindegrenzen hat keine lesbaren Flächen geliefert. Versuchen Sie es später noch einmal oder prüfen Sie seine Adresse in den Optionen.</translation>
    </message>
    <message>
      <source>The service of the municipal boundaries has none of the region's municipalities. Check its address in the options.</source>
      <translation>Der Dienst der Gemeindegrenzen kennt keine Kommune der Metropole Ruhr. Prüfen Sie seine Adresse in den Optionen.</translation>
    </message>
    <message>
      <source>The service sent a picture that cannot be read.</source>
      <translation>Der Dienst hat ein Bild geschickt, das nicht lesbar ist.</translation>
    </message>
    <message>
      <source>The service sent a place that cannot be read. Ask its operator.</source>
      <translation>Der Dienst hat einen Ort geschickt, der sich nicht lesen lässt. Fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{address}” repeats its pages, so the rest cannot be loaded. Tell the operator.</source>
      <translation>Der Dienst „{address}“ liefert dieselben Seiten mehrfach, daher lässt sich der Rest nicht laden. Bitte dem Betreiber melden.</translation>
    </message>
    <message>
      <source>The service “{name}” is not defined on this computer. It belongs into the file pg_service.conf; ask your administrator for it.</source>
      <translation>Der Dienst „{name}“ ist auf diesem Rechner nicht definiert. Er gehört in die Datei pg_service.conf; fragen Sie Ihre Administration danach.</translation>
    </message>
    <message>
      <source>The service “{service}” answered with a web page instead of data. It may ask for a log-in, or the network may. Open the address in a browser or choose a log-in in the options.</source>
      <translation>Der Dienst „{service}“ hat mit einer Webseite statt mit Daten geantwortet. Möglicherweise verlangt er oder das Netzwerk eine Anmeldung. Öffnen Sie die Adresse im Browser oder wählen Sie in den Optionen eine Anmeldung.</translation>
    </message>
    <message>
      <source>The service “{service}” answered with damaged JSON, which was discarded. Try again or ask the operator.</source>
      <translation>Der Dienst „{service}“ hat mit beschädigtem JSON geantwortet; es wurde verworfen. Versuchen Sie es erneut oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” answered with something other than records.</source>
      <translation>Der Dienst „{service}“ hat mit etwas anderem als Datensätzen geantwortet.</translation>
    </message>
    <message>
      <source>The service “{service}” answered with something other than {kind}. Check the address or ask the operator.</source>
      <translation>Der Dienst „{service}“ hat nicht wie erwartet geantwortet (erwartet: {kind}). Prüfen Sie die Adresse oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” answered without content. Try again later or ask the operator.</source>
      <translation>Der Dienst „{service}“ hat ohne Inhalt geantwortet. Versuchen Sie es später erneut oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” answers ({milliseconds} ms).</source>
      <translation>Der Dienst „{service}“ antwortet ({milliseconds} ms).</translation>
    </message>
    <message>
      <source>The service “{service}” broke off the connection. Try again later.</source>
      <translation>Der Dienst „{service}“ hat die Verbindung abgebrochen. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The service “{service}” can only be read: it does not allow projects to be changed. Ask its operator, or choose another log-in.</source>
      <translation>Der Dienst „{service}“ kann nur gelesen werden: Er lässt keine Änderung von Projekten zu. Fragen Sie den Betreiber oder wählen Sie eine andere Anmeldung.</translation>
    </message>
    <message>
      <source>The service “{service}” can only be read: it offers no transactions (WFS-T).</source>
      <translation>Der Dienst „{service}“ kann nur gelesen werden: Er bietet keine Transaktionen (WFS-T).</translation>
    </message>
    <message>
      <source>The service “{service}” declares its tiles as “{type}” and not as pictures, so QGIS does not draw them. Tell its operator.</source>
      <translation>Der Dienst „{service}“ weist seine Kacheln als „{type}“ und nicht als Bilder aus; QGIS zeichnet sie deshalb nicht. Geben Sie dem Betreiber Bescheid.</translation>
    </message>
    <message>
      <source>The service “{service}” delivers coverages in WCS {version} only, which QGIS cannot read.</source>
      <translation>Der Dienst „{service}“ liefert Rasterdaten nur in WCS {version}, das QGIS nicht lesen kann.</translation>
    </message>
    <message>
      <source>The service “{service}” did not accept the record: {reason}.</source>
      <translation>Der Dienst „{service}“ hat den Datensatz nicht angenommen: {reason}.</translation>
    </message>
    <message>
      <source>The service “{service}” did not answer with objects.</source>
      <translation>Der Dienst „{service}“ hat keine Objekte geliefert.</translation>
    </message>
    <message>
      <source>The service “{service}” did not answer within {seconds} s. Check the network or try again.</source>
      <translation>Der Dienst „{service}“ hat nicht innerhalb von {seconds} s geantwortet. Prüfen Sie das Netzwerk oder versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The service “{service}” did not confirm that it has saved.</source>
      <translation>Der Dienst „{service}“ hat nicht bestätigt, dass er gespeichert hat.</translation>
    </message>
    <message>
      <source>The service “{service}” did not finish its answer within {seconds} s. Ask for a smaller area or try again later.</source>
      <translation>Der Dienst „{service}“ hat seine Antwort nicht innerhalb von {seconds} s abgeschlossen. Wählen Sie ein kleineres Gebiet oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The service “{service}” does not allow this (HTTP {status}). Choose another log-in in the options.</source>
      <translation>Der Dienst „{service}“ erlaubt das nicht (HTTP {status}). Wählen Sie in den Optionen eine andere Anmeldung.</translation>
    </message>
    <message>
      <source>The service “{service}” does not know this address (HTTP {status}). Check the address.</source>
      <translation>Der Dienst „{service}“ kennt diese Adresse nicht (HTTP {status}). Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>The service “{service}” does not let you in (HTTP {status}). Choose a log-in beside the address, another one than now, or ask its operator.</source>
      <translation>Der Dienst „{service}“ lässt Sie nicht hinein (HTTP {status}). Wählen Sie bei der Adresse eine (andere) Anmeldung oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” does not let you write (HTTP {status}). Connect once more and choose another log-in there, or ask its operator.</source>
      <translation>Der Dienst „{service}“ lässt Sie nicht schreiben (HTTP {status}). Verbinden Sie sich erneut und wählen Sie dort eine andere Anmeldung oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” does not offer the layer “{layer}” any more. Search for it anew.</source>
      <translation>Der Dienst „{service}“ bietet den Layer „{layer}“ nicht mehr an. Suchen Sie ihn neu.</translation>
    </message>
    <message>
      <source>The service “{service}” gave only {received} of {expected} records, so nothing was read. Try again, or ask its operator for its limit.</source>
      <translation>Der Dienst „{service}“ hat nur {received} von {expected} Datensätzen geliefert, deshalb wurde nichts gelesen. Versuchen Sie es erneut oder fragen Sie den Betreiber nach seiner Obergrenze.</translation>
    </message>
    <message numerus="yes">
      <source>The service “{service}” has %n layer(s). Which ones?</source>
      <translation>
        <numerusform>Der Dienst „{service}“ hat %n Layer. Soll er geladen werden?</numerusform>
        <numerusform>Der Dienst „{service}“ hat %n Layer. Welche sollen geladen werden?</numerusform>
      </translation>
    </message>
    <message>
      <source>The service “{service}” has an internal fault (HTTP {status}). Try again later.</source>
      <translation>Der Dienst „{service}“ meldet einen internen Fehler (HTTP {status}). Versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The service “{service}” has moved to another address, so nothing was saved. Enter the new address: {address}</source>
      <translation>Der Dienst „{service}“ hat eine neue Adresse, deshalb wurde nichts gespeichert. Tragen Sie die neue Adresse ein: {address}</translation>
    </message>
    <message>
      <source>The service “{service}” has no layer “{layer}”. It has: {names}</source>
      <translation>Der Dienst „{service}“ hat keinen Layer „{layer}“. Vorhanden sind: {names}</translation>
    </message>
    <message>
      <source>The service “{service}” has several layers. Name one of them: {names}</source>
      <translation>Der Dienst „{service}“ hat mehrere Layer. Nennen Sie einen davon: {names}</translation>
    </message>
    <message>
      <source>The service “{service}” holds no project register: it has no layer “project”. Check the address, or ask its operator to publish the register's tables.</source>
      <translation>Der Dienst „{service}“ enthält kein Projektregister: Er hat keine Ebene „project“. Prüfen Sie die Adresse oder bitten Sie den Betreiber, die Tabellen des Registers zu veröffentlichen.</translation>
    </message>
    <message>
      <source>The service “{service}” is overloaded or being maintained (HTTP {status}). Try again later.</source>
      <translation>Der Dienst „{service}“ ist überlastet oder wird gewartet (HTTP {status}). Versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The service “{service}” offers no layers.</source>
      <translation>Der Dienst „{service}“ bietet keine Layer an.</translation>
    </message>
    <message>
      <source>The service “{service}” redirects in circles. Check the address or ask the operator.</source>
      <translation>Der Dienst „{service}“ leitet im Kreis weiter. Prüfen Sie die Adresse oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” refused the request (HTTP {status}). Check the address.</source>
      <translation>Der Dienst „{service}“ hat die Anfrage abgelehnt (HTTP {status}). Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>The service “{service}” refused the request (HTTP {status}): {reason}</source>
      <translation>Der Dienst „{service}“ hat die Anfrage abgelehnt (HTTP {status}): {reason}</translation>
    </message>
    <message>
      <source>The service “{service}” refused the request: {reason}</source>
      <translation>Der Dienst „{service}“ hat die Anfrage abgelehnt: {reason}</translation>
    </message>
    <message>
      <source>The service “{service}” refused the request: {reason} Check layer and area, or ask the operator.</source>
      <translation>Der Dienst „{service}“ hat die Anfrage abgelehnt: {reason} Prüfen Sie Layer und Gebiet oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” sent a broken answer. Try again, or tell the service's operator.</source>
      <translation>Der Dienst „{service}“ hat eine fehlerhafte Antwort geschickt. Versuchen Sie es erneut oder melden Sie es dem Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” sent a damaged picture or tile. Try again later, or tell its operator.</source>
      <translation>Der Dienst „{service}“ hat ein beschädigtes Bild oder eine beschädigte Kachel geschickt. Versuchen Sie es später noch einmal oder informieren Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” sent damaged objects, which were discarded.</source>
      <translation>Der Dienst „{service}“ hat beschädigte Objekte geliefert; sie wurden verworfen.</translation>
    </message>
    <message>
      <source>The service “{service}” sent values that cannot be read. Tell its operator.</source>
      <translation>Der Dienst „{service}“ hat Werte geschickt, die sich nicht lesen lassen. Sagen Sie es dem Betreiber.</translation>
    </message>
    <message numerus="yes">
      <source>The shapefile mixes encodings: %n letter(s) could not be kept and became “?”.</source>
      <translation>
        <numerusform>Das Shapefile mischt Zeichenkodierungen: %n Buchstabe ließ sich nicht erhalten und wurde zu „?“.</numerusform>
        <numerusform>Das Shapefile mischt Zeichenkodierungen: %n Buchstaben ließen sich nicht erhalten und wurden zu „?“.</numerusform>
      </translation>
    </message>
    <message>
      <source>The sheet “{sheet}” of “{file}” cannot be read.</source>
      <translation>Das Blatt „{sheet}“ aus „{file}“ lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>The size is being measured …</source>
      <translation>Die Größe wird ermittelt …</translation>
    </message>
    <message>
      <source>The source has arcs or circles; the copy has short straight lines in their place.</source>
      <translation>Die Quelle enthält Bögen oder Kreise; die Kopie hat an ihrer Stelle kurze gerade Linien.</translation>
    </message>
    <message>
      <source>The source notes stand in “{name}” now.</source>
      <translation>Die Quellenvermerke stehen jetzt in „{name}“.</translation>
    </message>
    <message>
      <source>The source of “{layer}” was changed since it was checked. Check the layers again.</source>
      <translation>Die Quelle von „{layer}“ wurde seit der Prüfung geändert. Prüfen Sie die Layer erneut.</translation>
    </message>
    <message>
      <source>The source says {declared}, but the numbers are {found}. The place was corrected.</source>
      <translation>Die Quelle nennt {declared}, aber die Zahlen sind {found}. Die Lage wurde berichtigt.</translation>
    </message>
    <message>
      <source>The source states no coordinate reference system; the numbers are {found}.</source>
      <translation>Die Quelle nennt kein Koordinatenreferenzsystem; die Zahlen sind {found}.</translation>
    </message>
    <message>
      <source>The source's values are multiplied by this</source>
      <translation>Damit werden die Werte der Quelle multipliziert</translation>
    </message>
    <message>
      <source>The statements should be checked again: the next check was due on {day}.</source>
      <translation>Die Angaben sollten erneut geprüft werden: Die nächste Prüfung war am {day} fällig.</translation>
    </message>
    <message>
      <source>The stations could not be written into the layer “{name}”.</source>
      <translation>Die Stationen konnten nicht in den Layer „{name}“ geschrieben werden.</translation>
    </message>
    <message>
      <source>The status “{status}” needs a reason.</source>
      <translation>Zum Status „{status}“ muss ein Grund angegeben sein.</translation>
    </message>
    <message>
      <source>The store holds no values of “{quantity}”. Fetch them first, or choose another quantity.</source>
      <translation>Der Speicher enthält keine Werte von „{quantity}“. Holen Sie sie zuerst, oder wählen Sie eine andere Messgröße.</translation>
    </message>
    <message>
      <source>The stored boundaries in {path} cannot be read. Load them again.</source>
      <translation>Die gespeicherten Grenzen in {path} sind nicht lesbar. Laden Sie sie neu.</translation>
    </message>
    <message>
      <source>The strategy has a day of adoption, but its state is not “adopted”.</source>
      <translation>Die Strategie hat einen Tag der Verabschiedung, aber ihr Stand ist nicht „verabschiedet“.</translation>
    </message>
    <message>
      <source>The style of the result could not be loaded; the layer has a plain one.</source>
      <translation>Die Darstellung des Ergebnisses konnte nicht geladen werden; der Layer ist nur einfach dargestellt.</translation>
    </message>
    <message>
      <source>The style of the service is not used, and the layer is drawn plainly: {reason}</source>
      <translation>Der Stil des Dienstes wird nicht verwendet, der Layer wird schlicht dargestellt: {reason}</translation>
    </message>
    <message>
      <source>The summary has {count} characters; {limit} are allowed. The description has room for the rest.</source>
      <translation>Der Kurztext hat {count} Zeichen; {limit} sind erlaubt. Für den Rest ist in der Beschreibung Platz.</translation>
    </message>
    <message>
      <source>The synonyms in “{path}” cannot be used: groups of words are expected. Correct or delete it.</source>
      <translation>Die Synonyme in „{path}“ sind nicht verwendbar: Erwartet werden Gruppen von Wörtern. Berichtigen oder löschen Sie die Datei.</translation>
    </message>
    <message>
      <source>The system of the coordinates {x} / {y} cannot be told from the numbers. Choose it below the table.</source>
      <translation>Das System der Koordinaten {x} / {y} ist an den Zahlen nicht zu erkennen. Wählen Sie es unter der Tabelle.</translation>
    </message>
    <message>
      <source>The table has no column “{title}”. Its columns are: {titles}.</source>
      <translation>Die Tabelle hat keine Spalte „{title}“. Ihre Spalten sind: {titles}.</translation>
    </message>
    <message>
      <source>The table of rain heights cannot be used: each row needs a height for each return period, and heights must rise with the duration and with the return period.</source>
      <translation>Die Tabelle der Niederschlagshöhen ist nicht verwendbar: Jede Zeile braucht eine Höhe für jede Wiederkehrzeit, und die Höhen müssen mit Dauer und Wiederkehrzeit zunehmen.</translation>
    </message>
    <message>
      <source>The table of themes needs two columns: the codes of the fields of action ({codes}) and the theme of each. “Save template …” writes one to fill in.</source>
      <translation>Die Thementabelle braucht zwei Spalten: die Kürzel der Handlungsfelder ({codes}) und das Thema zu jedem. „Vorlage speichern …“ schreibt eine zum Ausfüllen.</translation>
    </message>
    <message>
      <source>The text that names the source.</source>
      <translation>Der Text, der die Quelle nennt.</translation>
    </message>
    <message>
      <source>The themes of the regional survey of 2021 that the strategy puts first.</source>
      <translation>Die Themen der regionalen Umfrage 2021, die in der Strategie vorn stehen.</translation>
    </message>
    <message>
      <source>The threshold {name} of {quantity} must be a number.</source>
      <translation>Die Schwelle {name} von {quantity} muss eine Zahl sein.</translation>
    </message>
    <message>
      <source>The thresholds are no JSON: {reason}</source>
      <translation>Die Schwellen sind kein JSON: {reason}</translation>
    </message>
    <message>
      <source>The thresholds must be an object: quantity, then threshold and number.</source>
      <translation>Die Schwellen müssen ein Objekt sein: Messgröße, dann Schwelle und Zahl.</translation>
    </message>
    <message>
      <source>The time between two values must be longer than nothing.</source>
      <translation>Der Abstand zweier Werte muss größer als null sein.</translation>
    </message>
    <message>
      <source>The time limit for a whole answer is shorter than that for silence. Make it at least as long.</source>
      <translation>Die Zeitgrenze für die gesamte Antwort ist kürzer als die Wartezeit ohne Daten. Sie muss mindestens gleich lang sein.</translation>
    </message>
    <message>
      <source>The two versions are the same.</source>
      <translation>Die beiden Versionen sind gleich.</translation>
    </message>
    <message>
      <source>The upload was deleted from the portal.</source>
      <translation>Das Hochgeladene wurde im Portal gelöscht.</translation>
    </message>
    <message>
      <source>The value before the project began.</source>
      <translation>Der Wert vor Beginn des Projekts.</translation>
    </message>
    <message>
      <source>The values show a {sign}.</source>
      <translation>Die Werte zeigen: {sign}.</translation>
    </message>
    <message>
      <source>The values were not loaded.</source>
      <translation>Die Werte wurden nicht geladen.</translation>
    </message>
    <message>
      <source>The whole layer</source>
      <translation>Der ganze Layer</translation>
    </message>
    <message>
      <source>The workbook “{name}” is empty.</source>
      <translation>Die Arbeitsmappe „{name}“ ist leer.</translation>
    </message>
    <message>
      <source>The {kind} of “{service}” is missing from the list: {reason}</source>
      <translation>In der Liste fehlt, was „{service}“ als {kind} anbietet: {reason}</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Thema</translation>
    </message>
    <message>
      <source>Themes</source>
      <translation>Themen</translation>
    </message>
    <message>
      <source>Themes come from the EU's list (convention 30).</source>
      <translation>Themen stammen aus der Liste der EU (Konvention 30).</translation>
    </message>
    <message>
      <source>Themes: {name}</source>
      <translation>Themen: {name}</translation>
    </message>
    <message>
      <source>There are no special characters.</source>
      <translation>Es gibt keine Sonderzeichen.</translation>
    </message>
    <message>
      <source>There are no stored values yet. Fetch some first: “⋯” → “Fetch measured values …”.</source>
      <translation>Es gibt noch keine gespeicherten Werte. Holen Sie zuerst welche: „⋯“ → „Messwerte holen …“.</translation>
    </message>
    <message>
      <source>There are no values in this period.</source>
      <translation>In diesem Zeitraum gibt es keine Werte.</translation>
    </message>
    <message>
      <source>There are only signs for “no value”.</source>
      <translation>Es gibt nur Zeichen für „kein Wert“.</translation>
    </message>
    <message>
      <source>There are years for the normal and own normals. Enter one of the two.</source>
      <translation>Es sind Jahre für das Mittel und eigene Mittelwerte angegeben. Geben Sie nur eines von beiden an.</translation>
    </message>
    <message>
      <source>There is a collection “{name}” already. Choose another name.</source>
      <translation>Eine Sammlung „{name}“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is a draft of the master data of {time} that was not saved.</source>
      <translation>Es gibt einen nicht gespeicherten Entwurf der Stammdaten vom {time}.</translation>
    </message>
    <message>
      <source>There is a draft of this project of {time} that was not saved.</source>
      <translation>Zu diesem Projekt gibt es einen nicht gespeicherten Entwurf vom {time}.</translation>
    </message>
    <message>
      <source>There is a saved search “{name}” already. Choose another name.</source>
      <translation>Eine gespeicherte Suche „{name}“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is a value in column {number}, which has no head.</source>
      <translation>In Spalte {number}, die keinen Kopf hat, steht ein Wert.</translation>
    </message>
    <message>
      <source>There is already a project of this title in the same municipality.</source>
      <translation>In derselben Kommune gibt es schon ein Projekt mit diesem Titel.</translation>
    </message>
    <message>
      <source>There is no address to search for. Enter a street or a place.</source>
      <translation>Es gibt keine Adresse zu suchen. Geben Sie eine Straße oder einen Ort ein.</translation>
    </message>
    <message>
      <source>There is no backup of the register “{name}”.</source>
      <translation>Vom Register „{name}“ gibt es keine Sicherung.</translation>
    </message>
    <message>
      <source>There is no backup yet. The first save of each day makes one, as soon as there is a project.</source>
      <translation>Es gibt noch keine Sicherung. Das erste Speichern an jedem Tag legt eine an, sobald das Register ein Projekt enthält.</translation>
    </message>
    <message>
      <source>There is no collection “{name}” any more.</source>
      <translation>Die Sammlung „{name}“ gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>There is no conflict left. Synchronise to be sure.</source>
      <translation>Es gibt keinen Konflikt mehr. Gleichen Sie zur Sicherheit noch einmal ab.</translation>
    </message>
    <message>
      <source>There is no connection to the register “{name}”. Check the network, then try again.</source>
      <translation>Es gibt keine Verbindung zum Register „{name}“. Prüfen Sie das Netz, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
      <source>There is no database “{name}” on that server. Check how it is written, or ask its administrator for the right name.</source>
      <translation>Auf diesem Server gibt es keine Datenbank „{name}“. Prüfen Sie die Schreibweise, oder fragen Sie die Administration nach dem richtigen Namen.</translation>
    </message>
    <message>
      <source>There is no file to read at “{path}”. Check the path.</source>
      <translation>Unter „{path}“ gibt es keine Datei zum Lesen. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
      <source>There is no file “{path}” beside the register.</source>
      <translation>Neben dem Register gibt es keine Datei „{path}“.</translation>
    </message>
    <message>
      <source>There is no folder for a copy of the layer.</source>
      <translation>Es gibt keinen Ordner für eine Kopie des Layers.</translation>
    </message>
    <message>
      <source>There is no head line.</source>
      <translation>Es gibt keine Kopfzeile.</translation>
    </message>
    <message>
      <source>There is no head line: its words recur below.</source>
      <translation>Es gibt keine Kopfzeile: Ihre Wörter kommen darunter wieder vor.</translation>
    </message>
    <message>
      <source>There is no index yet. With it you search all catalogues while you type, without the network.</source>
      <translation>Noch kein Index. Damit durchsuchen Sie alle Kataloge schon beim Tippen, auch ohne Netz.</translation>
    </message>
    <message>
      <source>There is no preview for this kind of resource.</source>
      <translation>Für diese Art von Ressource gibt es keine Vorschau.</translation>
    </message>
    <message>
      <source>There is no preview in the coordinate system of this layer.</source>
      <translation>Im Koordinatensystem dieses Layers gibt es keine Vorschau.</translation>
    </message>
    <message>
      <source>There is no preview of coverages in WCS {version}; add the layer to see it.</source>
      <translation>Für WCS {version} gibt es keine Vorschau; fügen Sie den Layer hinzu, um ihn zu sehen.</translation>
    </message>
    <message>
      <source>There is no preview of this resource. It is: {what}.</source>
      <translation>Für diese Ressource gibt es keine Vorschau. Es handelt sich um: {what}.</translation>
    </message>
    <message>
      <source>There is no print layout “{name}” any more.</source>
      <translation>Das Drucklayout „{name}“ gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>There is no room for a chart: its width or its time span is empty.</source>
      <translation>Für das Diagramm ist kein Platz: Breite oder Zeitraum ist null.</translation>
    </message>
    <message>
      <source>There is no room left for the register “{name}”. Nothing was saved; free some space and save again.</source>
      <translation>Für das Register „{name}“ ist kein Speicherplatz mehr frei. Es wurde nichts gespeichert; bitte Platz schaffen und erneut speichern.</translation>
    </message>
    <message>
      <source>There is no room left for the series store “{name}”. The last portion was not saved; free some space and go on.</source>
      <translation>Für den Messwertspeicher „{name}“ ist kein Platz mehr. Der letzte Teil wurde nicht gespeichert; schaffen Sie Platz und machen Sie weiter.</translation>
    </message>
    <message>
      <source>There is no room left in the cache folder. Free some space and try again.</source>
      <translation>Im Ordner des Zwischenspeichers ist kein Platz mehr. Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>There is no room left on the disk for the index. Free some space, then refresh the index again.</source>
      <translation>Für den Index ist kein Platz mehr auf dem Datenträger. Schaffen Sie Platz und aktualisieren Sie den Index erneut.</translation>
    </message>
    <message>
      <source>There is no station file of the German weather service in {address} for this area.</source>
      <translation>In {address} gibt es für dieses Gebiet keine Stationsdatei des Deutschen Wetterdienstes.</translation>
    </message>
    <message>
      <source>There is no station “{name}” with air temperatures in the store. There are: {names}.</source>
      <translation>Im Speicher gibt es keine Station „{name}“ mit Lufttemperaturen. Es gibt: {names}.</translation>
    </message>
    <message>
      <source>There is no vector layer in the project. Load one, or draw the place.</source>
      <translation>Im QGIS-Projekt gibt es keinen Vektorlayer. Laden Sie einen, oder zeichnen Sie den Ort.</translation>
    </message>
    <message>
      <source>There is not enough room on the disk for the download. Nothing was written.</source>
      <translation>Auf dem Datenträger ist nicht genug Platz für den Download. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
      <source>There is nothing drawn. Set at least one point, two for a line, three for an area.</source>
      <translation>Es ist nichts gezeichnet. Setzen Sie mindestens einen Punkt, für eine Linie zwei, für eine Fläche drei.</translation>
    </message>
    <message>
      <source>There is nothing to show: the answer holds no rows.</source>
      <translation>Es gibt nichts zu zeigen: Die Antwort enthält keine Zeilen.</translation>
    </message>
    <message>
      <source>There is too little room for today's backup of the register “{name}”. Free some space.</source>
      <translation>Für die heutige Sicherung des Registers „{name}“ ist zu wenig Platz. Geben Sie Speicherplatz frei.</translation>
    </message>
    <message>
      <source>These are hits from {portal}, {time}.</source>
      <translation>Diese Treffer stammen aus {portal}, abgefragt um {time} Uhr.</translation>
    </message>
    <message>
      <source>These keys are not in the region: {keys}</source>
      <translation>Diese Schlüssel liegen nicht in der Region: {keys}</translation>
    </message>
    <message>
      <source>These look like coordinates in the older Gauss-Krueger system, but not in its zone 2 or 3. Choose their coordinate system, or click the place on the map.</source>
      <translation>Das sieht nach Koordinaten im älteren Gauß-Krüger-System aus, aber nicht in Streifen 2 oder 3. Wählen Sie das Koordinatensystem, oder klicken Sie den Ort auf der Karte an.</translation>
    </message>
    <message>
      <source>Thing</source>
      <translation>Thing (SensorThings)</translation>
    </message>
    <message>
      <source>This QGIS cannot write {format}: its GDAL comes without the driver. Export a GeoPackage or CSV instead.</source>
      <translation>Dieses QGIS kann {format} nicht schreiben: Seinem GDAL fehlt der Treiber. Exportieren Sie stattdessen ein GeoPackage oder CSV.</translation>
    </message>
    <message>
      <source>This QGIS comes with an old SQLite: words are only found from their beginning, “kataster” does not find “Baumkataster”.</source>
      <translation>Dieses QGIS bringt ein altes SQLite mit: Wörter werden nur vom Wortanfang her gefunden, „kataster“ findet „Baumkataster“ nicht.</translation>
    </message>
    <message>
      <source>This address is in the list already, but hidden: {title}. Show the hidden ones to see it.</source>
      <translation>Diese Adresse steht schon in der Liste, ist aber ausgeblendet: {title}. Blenden Sie die ausgeblendeten ein, um sie zu sehen.</translation>
    </message>
    <message>
      <source>This address is in the list already: {title}.</source>
      <translation>Diese Adresse steht schon in der Liste: {title}.</translation>
    </message>
    <message>
      <source>This address is not verified; it may be out of date.</source>
      <translation>Diese Adresse ist nicht geprüft; sie kann veraltet sein.</translation>
    </message>
    <message>
      <source>This analysis needs the Python package shapely, version 2 or newer. The command “System check” in the menu “Ruhr Smart City” says how to install it.</source>
      <translation>Diese Analyse braucht das Python-Paket shapely ab Version 2. Der Befehl „Systemprüfung“ im Menü „Ruhr Smart City“ sagt, wie es installiert wird.</translation>
    </message>
    <message>
      <source>This coordinate reference system has no code that a service knows. Choose another one.</source>
      <translation>Dieses Koordinatenreferenzsystem hat keinen Code, den ein Dienst kennt. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <source>This entry is not your own. What you change is kept in your own list and stands in for it; “Remove” brings the other one back.</source>
      <translation>Dieser Eintrag ist kein eigener. Was Sie ändern, kommt in Ihre eigene Liste und steht dann an seiner Stelle; „Entfernen“ holt ihn zurück.</translation>
    </message>
    <message>
      <source>This file is synchronised with {names}: delete the person there too, else it comes back.</source>
      <translation>Diese Datei wird mit {names} abgeglichen: Löschen Sie die Person auch dort, sonst kommt sie zurück.</translation>
    </message>
    <message>
      <source>This format carries no master data but those that the projects name.</source>
      <translation>Dieses Format trägt keine Stammdaten außer denen, die die Projekte nennen.</translation>
    </message>
    <message>
      <source>This format carries no master data but those that the projects name. Choose json or gpkg to hand on all organisations, programmes and strategies.</source>
      <translation>Dieses Format trägt keine Stammdaten außer denen, die die Projekte nennen. Wählen Sie json oder gpkg, um alle Organisationen, Programme und Strategien weiterzugeben.</translation>
    </message>
    <message>
      <source>This is a copy. It becomes a project of its own when you save it.</source>
      <translation>Dies ist eine Kopie. Beim Speichern wird ein eigenes Projekt daraus.</translation>
    </message>
    <message>
      <source>This is no e-mail address.</source>
      <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
      <source>This is no number. Type digits, with a comma before the decimals.</source>
      <translation>Das ist keine Zahl. Geben Sie Ziffern ein, Nachkommastellen nach einem Komma.</translation>
    </message>
    <message>
      <source>This is no table of observed properties: it needs “rules”, each with “text” and “quantity”.</source>
      <translation>Das ist keine Tabelle von Messgrößen: Sie braucht „rules“, jeweils mit „text“ und „quantity“.</translation>
    </message>
    <message>
      <source>This is no web address: {value}</source>
      <translation>Das ist keine Webadresse: {value}</translation>
    </message>
    <message numerus="yes">
      <source>This layout does not name %n source(s) its licences ask for.</source>
      <translation>
        <numerusform>In diesem Layout fehlt %n Quellenvermerk, den die Lizenz verlangt.</numerusform>
        <numerusform>In diesem Layout fehlen %n Quellenvermerke, die die Lizenzen verlangen.</numerusform>
      </translation>
    </message>
    <message>
      <source>This layout has no page. Add one first.</source>
      <translation>Dieses Layout hat keine Seite. Fügen Sie zuerst eine hinzu.</translation>
    </message>
    <message>
      <source>This layout shows internal layers. It is marked INTERN: do not pass it on. Export it again if you have exported it already.</source>
      <translation>Dieses Layout zeigt interne Layer. Es trägt jetzt den Vermerk INTERN: nicht weitergeben. Geben Sie es noch einmal aus, falls Sie es schon ausgegeben haben.</translation>
    </message>
    <message>
      <source>This licence asks users to name the source: give the text to print (convention 35).</source>
      <translation>Diese Lizenz verlangt die Namensnennung: Geben Sie den Text dafür an (Konvention 35).</translation>
    </message>
    <message>
      <source>This log-in may not publish for any organisation of the portal.</source>
      <translation>Diese Anmeldung darf für keine Organisation des Portals veröffentlichen.</translation>
    </message>
    <message>
      <source>This project was deleted in the register. The import brings it back.</source>
      <translation>Dieses Projekt wurde im Register gelöscht. Das Einlesen bringt es zurück.</translation>
    </message>
    <message>
      <source>This register is a copy already. Synchronise it instead.</source>
      <translation>Dieses Register ist schon eine Kopie. Gleichen Sie es stattdessen ab.</translation>
    </message>
    <message>
      <source>This register is no copy of another one. Make a local copy of a team's register first.</source>
      <translation>Dieses Register ist keine Kopie eines anderen. Legen Sie zuerst eine lokale Kopie eines Team-Registers an.</translation>
    </message>
    <message>
      <source>This result has no place on the map: it holds no areas.</source>
      <translation>Dieses Ergebnis lässt sich nicht auf der Karte zeigen: Es enthält keine Flächen.</translation>
    </message>
    <message>
      <source>This search was made for a part of the map. It is run in the area “{area}” instead.</source>
      <translation>Diese Suche galt für einen Kartenausschnitt. Sie läuft stattdessen im Gebiet „{area}“.</translation>
    </message>
    <message>
      <source>This server gives no parts of files, and the file is larger than {size} MB: no preview.</source>
      <translation>Dieser Server gibt keine Teile von Dateien heraus, und die Datei ist größer als {size} MB: keine Vorschau.</translation>
    </message>
    <message>
      <source>This service does not offer to control devices (no SensorThings Tasking).</source>
      <translation>Dieser Dienst bietet keine Steuerung von Geräten an (kein SensorThings Tasking).</translation>
    </message>
    <message>
      <source>This service is in the list already, with the same layers: {title}.</source>
      <translation>Dieser Dienst steht mit denselben Layern schon in der Liste: {title}.</translation>
    </message>
    <message>
      <source>This station has nothing that can be controlled.</source>
      <translation>An dieser Station lässt sich nichts steuern.</translation>
    </message>
    <message>
      <source>This station measures no wind speed with its direction. Choose another series.</source>
      <translation>Diese Station misst nicht Windgeschwindigkeit und Windrichtung zusammen. Wählen Sie eine andere Reihe.</translation>
    </message>
    <message>
      <source>This step is for those who review. Your log-in has the rights of a member.</source>
      <translation>Diesen Schritt machen die Prüfenden. Ihre Anmeldung hat die Rechte eines Mitglieds.</translation>
    </message>
    <message>
      <source>This upload was begun on another portal. Choose that portal or another short name.</source>
      <translation>Dieses Hochladen wurde auf einem anderen Portal begonnen. Wählen Sie jenes Portal oder einen anderen Kurznamen.</translation>
    </message>
    <message>
      <source>Those of the whole state or country are not in the index: they hold a hundred times the entries of the region. Search them one by one, or take them up with “Change …”.</source>
      <translation>Die des ganzen Landes und Bundes sind nicht im Index: Sie haben hundertmal so viele Einträge wie die Region. Durchsuchen Sie sie einzeln, oder nehmen Sie sie mit „Bearbeiten …“ auf.</translation>
    </message>
    <message>
      <source>Threshold crossed. {crossings}.</source>
      <translation>Schwelle überschritten. {crossings}.</translation>
    </message>
    <message>
      <source>Thresholds</source>
      <translation>Schwellen</translation>
    </message>
    <message>
      <source>Thresholds for messages</source>
      <translation>Schwellen für Meldungen</translation>
    </message>
    <message>
      <source>Thresholds for messages …</source>
      <translation>Schwellen für Meldungen …</translation>
    </message>
    <message>
      <source>Thresholds of the checks</source>
      <translation>Schwellen der Prüfung</translation>
    </message>
    <message>
      <source>Tidying the cache</source>
      <translation>Zwischenspeicher wird aufgeräumt</translation>
    </message>
    <message>
      <source>Tidying the index of the catalogues</source>
      <translation>Index der Kataloge wird aufgeräumt</translation>
    </message>
    <message>
      <source>Time &amp;zone</source>
      <translation>Zeit&amp;zone</translation>
    </message>
    <message>
      <source>Time (local)</source>
      <translation>Zeit (Ortszeit)</translation>
    </message>
    <message>
      <source>Time and status</source>
      <translation>Zeit und Status</translation>
    </message>
    <message>
      <source>Time of &amp;day, if in a column of its own</source>
      <translation>&amp;Uhrzeit, wenn in eigener Spalte</translation>
    </message>
    <message>
      <source>Time series</source>
      <translation>Zeitreihen</translation>
    </message>
    <message>
      <source>Time, status</source>
      <translation>Zeit und Status</translation>
    </message>
    <message>
      <source>Times and values do not belong together: their numbers differ.</source>
      <translation>Zeiten und Werte passen nicht zusammen: Ihre Anzahl ist unterschiedlich.</translation>
    </message>
    <message>
      <source>Times are read as {zone}: that is what the hours show in which the clocks are changed.</source>
      <translation>Zeiten werden als {zone} gelesen: Das zeigen die Stunden der Zeitumstellung.</translation>
    </message>
    <message>
      <source>Times are read as {zone}: the title of the column says so.</source>
      <translation>Zeiten werden als {zone} gelesen: So steht es im Titel der Spalte.</translation>
    </message>
    <message>
      <source>Times are read as {zone}; nothing in the table tells. If that is wrong, name the time zone in the mapping.</source>
      <translation>Zeiten werden als {zone} gelesen; die Tabelle sagt nichts dazu. Wenn das falsch ist, wählen Sie unter „Spalten“ die Zeitzone.</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>To look up</source>
      <translation>Nachschlagen</translation>
    </message>
    <message>
      <source>Too large to load as a whole; only the objects of the map view are loaded.</source>
      <translation>Zu groß, um vollständig geladen zu werden; geladen werden nur die Objekte im Kartenausschnitt.</translation>
    </message>
    <message>
      <source>Tools for data on the map</source>
      <translation>Werkzeuge für Daten auf der Karte</translation>
    </message>
    <message>
      <source>Total costs (€)</source>
      <translation>Gesamtkosten (€)</translation>
    </message>
    <message>
      <source>Traffic light</source>
      <translation>Ampel</translation>
    </message>
    <message>
      <source>Transfer to others</source>
      <translation>Übertragung auf andere</translation>
    </message>
    <message>
      <source>Transferability</source>
      <translation>Übertragbarkeit</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Trying the new source of “{layer}”</source>
      <translation>Die neue Quelle von „{layer}“ wird ausprobiert</translation>
    </message>
    <message>
      <source>Two coordinate columns</source>
      <translation>Zwei Koordinatenspalten</translation>
    </message>
    <message>
      <source>Two or three sentences for people who do not know the project: what it does, for whom and where. This is what lists, the map and publications show.</source>
      <translation>Zwei, drei Sätze für Leute, die das Projekt nicht kennen: was es tut, für wen und wo. Listen, Karte und Veröffentlichungen zeigen diesen Text.</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>Typ</translation>
    </message>
    <message>
      <source>Type a part of the title</source>
      <translation>Teil des Titels eingeben</translation>
    </message>
    <message>
      <source>Type of the column {column}</source>
      <translation>Typ der Spalte {column}</translation>
    </message>
    <message>
      <source>UTC</source>
      <translation>UTC</translation>
    </message>
    <message>
      <source>UTM 32</source>
      <translation>UTM 32</translation>
    </message>
    <message>
      <source>UTM 32 with the zone before the easting</source>
      <translation>UTM 32 mit der Zone vor dem Ostwert</translation>
    </message>
    <message>
      <source>UTM 33 with the zone before the easting</source>
      <translation>UTM 33 mit der Zone vor dem Ostwert</translation>
    </message>
    <message>
      <source>UTMREF grid reference, zone {zone}</source>
      <translation>UTMREF, Zone {zone}</translation>
    </message>
    <message>
      <source>Umlauts were encoded twice, as “Ã¼” instead of “ü”.</source>
      <translation>Umlaute sind doppelt kodiert, „Ã¼“ statt „ü“.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo (Ctrl+Z)</source>
      <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Einheit</translation>
    </message>
    <message>
      <source>Unit of “{name}”</source>
      <translation>Einheit von „{name}“</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Unbekannt</translation>
    </message>
    <message>
      <source>Unknown operator</source>
      <translation>Betreiber unbekannt</translation>
    </message>
    <message>
      <source>Unknown. The values are kept as they are.</source>
      <translation>Unbekannt. Die Werte bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>Unnamed place</source>
      <translation>Ort ohne Namen</translation>
    </message>
    <message>
      <source>Up to this value it may stay the same for ever, as the wind does in a calm.</source>
      <translation>Bis zu diesem Wert darf er beliebig lange gleich bleiben, wie der Wind bei Windstille.</translation>
    </message>
    <message>
      <source>Update</source>
      <translation>Aktualisieren</translation>
    </message>
    <message>
      <source>Update &amp;selected</source>
      <translation>A&amp;usgewählte aktualisieren</translation>
    </message>
    <message>
      <source>Update source notes</source>
      <translation>Quellenvermerke aktualisieren</translation>
    </message>
    <message>
      <source>Update the index</source>
      <translation>Index aktualisieren</translation>
    </message>
    <message>
      <source>Upload</source>
      <translation>Hochladen</translation>
    </message>
    <message>
      <source>Uploading “{title}”</source>
      <translation>„{title}“ wird hochgeladen</translation>
    </message>
    <message>
      <source>Uploads the file and the description to a CKAN portal of your town. Everything stays a private draft until it was read back; only then it is made public.</source>
      <translation>Lädt die Datei und die Beschreibung in ein CKAN-Portal Ihrer Stadt. Alles bleibt ein privater Entwurf, bis es zurückgelesen ist; erst dann wird es öffentlich.</translation>
    </message>
    <message>
      <source>Use as is</source>
      <translation>So verwenden</translation>
    </message>
    <message>
      <source>Use as it is</source>
      <translation>So verwenden</translation>
    </message>
    <message>
      <source>Use the known address</source>
      <translation>Bekannte Adresse verwenden</translation>
    </message>
    <message>
      <source>Used last</source>
      <translation>Zuletzt verwendet</translation>
    </message>
    <message>
      <source>User name or password stand in the layer's source and are saved with the project. Store them as a log-in of QGIS instead.</source>
      <translation>Benutzername oder Passwort stehen in der Quelle des Layers und werden mit dem Projekt gespeichert. Legen Sie sie stattdessen als Anmeldung in QGIS ab.</translation>
    </message>
    <message>
      <source>Valid until</source>
      <translation>Gültig bis</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>Werte</translation>
    </message>
    <message>
      <source>Values as CSV …</source>
      <translation>Werte als CSV …</translation>
    </message>
    <message>
      <source>Values in “{one}” cannot be stated in “{other}”. Choose another unit under “Names of measurements”.</source>
      <translation>Werte in „{one}“ lassen sich nicht in „{other}“ angeben. Wählen Sie unter „Namen von Messgrößen“ eine andere Einheit.</translation>
    </message>
    <message>
      <source>Values of stations over time</source>
      <translation>Werte von Stationen über die Zeit</translation>
    </message>
    <message>
      <source>Values of the indicators</source>
      <translation>Werte der Kennzahlen</translation>
    </message>
    <message>
      <source>Values over &amp;time</source>
      <translation>Werte&amp;verlauf</translation>
    </message>
    <message>
      <source>Values over time</source>
      <translation>Werte über die Zeit</translation>
    </message>
    <message>
      <source>Values that carry a flag of the quality checks.</source>
      <translation>Werte mit einem Kennzeichen der Qualitätsprüfung.</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Version after</source>
      <translation>Version nachher</translation>
    </message>
    <message>
      <source>Version before</source>
      <translation>Version vorher</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>Version {version}</translation>
    </message>
    <message>
      <source>Version {version} cannot be restored as it was: {reasons}</source>
      <translation>Version {version} kann so nicht wiederhergestellt werden: {reasons}</translation>
    </message>
    <message>
      <source>Version {version} cannot be restored: the history of this entry begins later.</source>
      <translation>Version {version} lässt sich nicht wiederherstellen: Der Verlauf dieses Eintrags beginnt später.</translation>
    </message>
    <message>
      <source>Version {version} cannot be restored: the history of this project begins later.</source>
      <translation>Version {version} kann nicht wiederhergestellt werden: Der Verlauf dieses Projekts beginnt später.</translation>
    </message>
    <message>
      <source>Version {version} is too old.</source>
      <translation>Version {version} ist zu alt.</translation>
    </message>
    <message>
      <source>Version {version} restored</source>
      <translation>Version {version} wiederhergestellt</translation>
    </message>
    <message>
      <source>Visibility</source>
      <translation>Sichtbarkeit</translation>
    </message>
    <message>
      <source>W</source>
      <translation>W</translation>
    </message>
    <message>
      <source>Way back</source>
      <translation>Rückweg</translation>
    </message>
    <message>
      <source>Web Mercator</source>
      <translation>Web-Mercator</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>Webseite</translation>
    </message>
    <message>
      <source>Website</source>
      <translation>Website</translation>
    </message>
    <message>
      <source>Wesel, Recklinghausen and Unna are read as districts: the head of the column says so.</source>
      <translation>Wesel, Recklinghausen und Unna werden als Kreise gelesen: So sagt es der Spaltenkopf.</translation>
    </message>
    <message>
      <source>Wesel, Recklinghausen and Unna are read as districts: there are only independent cities and districts beside them.</source>
      <translation>Wesel, Recklinghausen und Unna werden als Kreise gelesen: Daneben stehen nur kreisfreie Städte und Kreise.</translation>
    </message>
    <message>
      <source>Wesel, Recklinghausen and Unna are read as towns: other towns of the districts stand beside them.</source>
      <translation>Wesel, Recklinghausen und Unna werden als Städte gelesen: Daneben stehen weitere kreisangehörige Kommunen.</translation>
    </message>
    <message>
      <source>Wesel, Recklinghausen and Unna are read as towns: where the district is meant, “Kreis” stands beside the name.</source>
      <translation>Wesel, Recklinghausen und Unna werden als Städte gelesen: Wo der Kreis gemeint ist, steht „Kreis“ beim Namen.</translation>
    </message>
    <message>
      <source>Wesel, Recklinghausen and Unna can be the town or the district; they are read as towns.</source>
      <translation>Wesel, Recklinghausen und Unna können die Stadt oder den Kreis meinen; sie werden als Städte gelesen.</translation>
    </message>
    <message>
      <source>What belongs into “{field}”?</source>
      <translation>Was gehört in „{field}“?</translation>
    </message>
    <message>
      <source>What both have changed stands here as the register holds it. Nothing is saved yet.</source>
      <translation>Was beide geändert haben, steht hier so, wie es im Register steht. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
      <source>What comes out in the end: a strategy, a device, a platform, a service …</source>
      <translation>Was am Ende herauskommt: eine Strategie, ein Gerät, eine Plattform, ein Dienst …</translation>
    </message>
    <message>
      <source>What do we hold on a person?</source>
      <translation>Auskunft über eine Person</translation>
    </message>
    <message>
      <source>What happens to fields that both sides have changed differently.</source>
      <translation>Was mit Feldern geschieht, die beide Seiten verschieden geändert haben.</translation>
    </message>
    <message>
      <source>What has been reached so far. Measured values belong into the indicators below.</source>
      <translation>Was bisher erreicht wurde. Messwerte gehören in die Kennzahlen darunter.</translation>
    </message>
    <message>
      <source>What is &amp;new</source>
      <translation>Was ist &amp;neu</translation>
    </message>
    <message>
      <source>What is behind the address cannot be told. Choose the kind of service. The first try said: {reason}</source>
      <translation>Es ist nicht zu erkennen, was sich hinter der Adresse verbirgt. Wählen Sie die Art des Dienstes. Der erste Versuch ergab: {reason}</translation>
    </message>
    <message>
      <source>What is built, bought or changed to solve it.</source>
      <translation>Was dafür gebaut, gekauft oder geändert wird.</translation>
    </message>
    <message>
      <source>What is missing</source>
      <translation>Was noch fehlt</translation>
    </message>
    <message>
      <source>What is written (public: for everybody, internal: everything)</source>
      <translation>Was geschrieben wird (public: für alle, internal: alles)</translation>
    </message>
    <message>
      <source>What it asks for</source>
      <translation>Was verlangt ist</translation>
    </message>
    <message>
      <source>What it is will be found out when you add it</source>
      <translation>Was es ist, wird beim Hinzufügen ermittelt</translation>
    </message>
    <message>
      <source>What others need for it: equipment, staff, contracts, a contact.</source>
      <translation>Was andere dafür brauchen: Ausstattung, Personal, Verträge, einen Kontakt.</translation>
    </message>
    <message>
      <source>What remains with the municipality after all funding.</source>
      <translation>Was nach aller Förderung bei der Kommune bleibt.</translation>
    </message>
    <message>
      <source>What the device can do</source>
      <translation>Was das Gerät kann</translation>
    </message>
    <message>
      <source>What the plugin found on this computer. Services are contacted only by “Check services”.</source>
      <translation>Was die Erweiterung auf diesem Rechner vorfindet. Dienste werden nur über „Dienste prüfen“ abgefragt.</translation>
    </message>
    <message>
      <source>What the record would change</source>
      <translation>Was der Datensatz ändern würde</translation>
    </message>
    <message>
      <source>What was before version {version} is not in the history.</source>
      <translation>Was vor Version {version} war, steht nicht im Verlauf.</translation>
    </message>
    <message>
      <source>What was dropped is no longer in the lists or the index of this computer. Search for it again.</source>
      <translation>Was Sie abgelegt haben, steht nicht mehr in den Listen oder im Index dieses Rechners. Suchen Sie noch einmal danach.</translation>
    </message>
    <message>
      <source>What were the largest sums of 5 minutes to 3 days, when, and how rare are they?</source>
      <translation>Was waren die größten Summen von 5 Minuten bis 3 Tagen, wann waren sie, und wie selten sind sie?</translation>
    </message>
    <message>
      <source>What you type cannot be kept for the case of a crash. Save now and then.</source>
      <translation>Ihre Eingaben lassen sich nicht für den Fall eines Absturzes sichern. Speichern Sie zwischendurch.</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>When somebody should check the statements again. If it stays empty, half a year after “As of” is taken.</source>
      <translation>Wann die Angaben wieder geprüft werden sollten. Bleibt das Feld leer, gilt ein halbes Jahr nach „Stand“.</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Whether a data protection impact assessment (Article 35 GDPR) is needed.</source>
      <translation>Ob eine Datenschutz-Folgenabschätzung (Art. 35 DSGVO) nötig ist.</translation>
    </message>
    <message>
      <source>Whether a higher or a lower value is the better one.</source>
      <translation>Ob ein höherer oder ein niedrigerer Wert der bessere ist.</translation>
    </message>
    <message>
      <source>Whether all objects came was not checked: there are too many, or the service takes too long.</source>
      <translation>Ob alle Objekte angekommen sind, wurde nicht geprüft: Es sind zu viele, oder der Dienst braucht zu lange.</translation>
    </message>
    <message>
      <source>Whether the software made in the project is published under a free licence.</source>
      <translation>Ob die im Projekt entstandene Software unter einer freien Lizenz veröffentlicht ist.</translation>
    </message>
    <message>
      <source>Which data sets does a portal have on this topic and this town? As a table, complete.</source>
      <translation>Welche Datensätze hat ein Portal zu diesem Thema und dieser Kommune? Als Tabelle, vollständig.</translation>
    </message>
    <message>
      <source>Which one? What somebody has changed since is left as it is.</source>
      <translation>Welches? Was seitdem jemand geändert hat, bleibt, wie es ist.</translation>
    </message>
    <message>
      <source>Which service may be asked for addresses?</source>
      <translation>Welcher Dienst darf nach Adressen gefragt werden?</translation>
    </message>
    <message>
      <source>Which sheet of “{file}”?</source>
      <translation>Welches Blatt aus „{file}“?</translation>
    </message>
    <message>
      <source>Which station can be believed, which is silent, and which values are doubtful?</source>
      <translation>Welcher Station kann man trauen, welche ist verstummt, und welche Werte sind zweifelhaft?</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Wer</translation>
    </message>
    <message>
      <source>Who holds the rights and what others may do with it, e.g. CC BY 4.0, Stadt Bochum.</source>
      <translation>Wer die Rechte hat und was andere damit tun dürfen, z. B. CC BY 4.0, Stadt Bochum.</translation>
    </message>
    <message>
      <source>Who may apply</source>
      <translation>Antragsberechtigt</translation>
    </message>
    <message>
      <source>Who may apply, e.g. municipalities, municipal companies, universities.</source>
      <translation>Wer einen Antrag stellen darf, z. B. Kommunen, kommunale Unternehmen, Hochschulen.</translation>
    </message>
    <message>
      <source>Who runs the result in the long run, after the project has ended.</source>
      <translation>Wer das Ergebnis auf Dauer betreibt, wenn das Projekt zu Ende ist.</translation>
    </message>
    <message>
      <source>Who steers the strategy, e.g. a staff unit, a committee, an advisory board.</source>
      <translation>Wer die Strategie steuert, z. B. eine Stabsstelle, ein Ausschuss, ein Beirat.</translation>
    </message>
    <message>
      <source>Who took the picture, and the right to use it. Without it no picture should be published.</source>
      <translation>Wer das Bild gemacht hat und mit welchem Nutzungsrecht. Ohne diese Angabe sollte kein Bild veröffentlicht werden.</translation>
    </message>
    <message>
      <source>Whole Ruhr metropolis</source>
      <translation>Gesamte Metropole Ruhr</translation>
    </message>
    <message>
      <source>Whole entry</source>
      <translation>Ganzer Eintrag</translation>
    </message>
    <message>
      <source>Whole number</source>
      <translation>Ganze Zahl</translation>
    </message>
    <message>
      <source>Whole numbers of more than 18 digits were cut to the largest one a layer can hold.</source>
      <translation>Ganze Zahlen mit mehr als 18 Stellen wurden auf die größte Zahl gekürzt, die ein Layer speichern kann.</translation>
    </message>
    <message>
      <source>Whole project</source>
      <translation>Ganzes Projekt</translation>
    </message>
    <message>
      <source>Why is it returned? The others read it in the exchange.</source>
      <translation>Warum wird es zurückgegeben? Die anderen lesen es im Austausch.</translation>
    </message>
    <message>
      <source>Why? Goes into the history.</source>
      <translation>Warum? Kommt in den Verlauf.</translation>
    </message>
    <message>
      <source>Wind rose</source>
      <translation>Windrose</translation>
    </message>
    <message>
      <source>Wind rose: {title}</source>
      <translation>Windrose: {title}</translation>
    </message>
    <message>
      <source>With AS_OF projects and master data are written as they were at the end of that day; the register must keep its history for that (a GeoPackage or a database). What is not public any more stays out of a public file.</source>
      <translation>Mit AS_OF werden Projekte und Stammdaten so geschrieben, wie sie am Ende dieses Tages waren; dafür muss das Register seinen Verlauf aufbewahren (GeoPackage oder Datenbank). Was heute nicht mehr öffentlich ist, bleibt aus einer öffentlichen Datei heraus.</translation>
    </message>
    <message>
      <source>With DRY_RUN, which is the default, nothing changes and the report shows what would. Deleting cannot be undone. The report names backups and synchronised registers in which the person may still stand: a register that is synchronised brings the person back until they are deleted there too. Your own unsaved drafts are cleaned, too.</source>
      <translation>Mit DRY_RUN, der Vorgabe, ändert sich nichts, und der Bericht zeigt, was geschähe. Löschen kann nicht zurückgenommen werden. Der Bericht nennt Sicherungen und abgeglichene Register, in denen die Person noch stehen kann: Ein Register, mit dem abgeglichen wird, bringt die Person zurück, bis sie auch dort gelöscht ist. Ihre eigenen nicht gespeicherten Entwürfe werden ebenfalls bereinigt.</translation>
    </message>
    <message>
      <source>With none ticked, you choose when you open the service.</source>
      <translation>Ohne Häkchen wählen Sie beim Öffnen des Dienstes.</translation>
    </message>
    <message>
      <source>With sample projects</source>
      <translation>Mit Beispielprojekten</translation>
    </message>
    <message>
      <source>With this licence the data are not open data.</source>
      <translation>Mit dieser Lizenz sind die Daten keine offenen Daten.</translation>
    </message>
    <message>
      <source>With your log-in you read the register “{name}” as the public: there are no internal projects to show. Ask its administrator for a log-in of a member.</source>
      <translation>Mit Ihrer Anmeldung lesen Sie das Register „{name}“ als Öffentlichkeit: Es gibt keine internen Projekte zu zeigen. Bitten Sie die Administration um eine Anmeldung als Mitglied.</translation>
    </message>
    <message>
      <source>Withdraw</source>
      <translation>Zurückziehen</translation>
    </message>
    <message>
      <source>Without a place</source>
      <translation>Ohne Ort</translation>
    </message>
    <message numerus="yes">
      <source>Without a place and so not on the map: %n station(s).</source>
      <translation>
        <numerusform>Ohne Standort und daher nicht auf der Karte: %n Station.</numerusform>
        <numerusform>Ohne Standort und daher nicht auf der Karte: %n Stationen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Without consent the contact stays internal. Keep the consent itself in your files.</source>
      <translation>Ohne Einwilligung bleibt der Kontakt intern. Die Einwilligung selbst gehört zu Ihren Akten.</translation>
    </message>
    <message>
      <source>Without it, nothing is saved if objects are missing.</source>
      <translation>Ohne diese Angabe wird nichts gespeichert, wenn Objekte fehlen.</translation>
    </message>
    <message>
      <source>Without this, nothing is saved if objects are missing.</source>
      <translation>Ohne diese Angabe wird nichts gespeichert, wenn Objekte fehlen.</translation>
    </message>
    <message>
      <source>Without title ({key})</source>
      <translation>Ohne Titel ({key})</translation>
    </message>
    <message>
      <source>Work on a &amp;local copy …</source>
      <translation>Auf &amp;lokaler Kopie arbeiten …</translation>
    </message>
    <message>
      <source>Write to the others who see this project …</source>
      <translation>An alle schreiben, die dieses Projekt sehen …</translation>
    </message>
    <message>
      <source>Writes the projects of a register as CSV, GeoJSON, GeoPackage, JSON or JSON-LD.</source>
      <translation>Schreibt die Projekte eines Registers als CSV, GeoJSON, GeoPackage, JSON oder JSON-LD.</translation>
    </message>
    <message>
      <source>Writes the projects of a register into a file. Its ending names the format: csv (semicolons, places as WKT in EPSG:25832), geojson (longitude and latitude), gpkg, json (carries everything) or jsonld.</source>
      <translation>Schreibt die Projekte eines Registers in eine Datei. Ihre Endung nennt das Format: csv (Semikolons, Orte als WKT in EPSG:25832), geojson (Länge und Breite), gpkg, json (enthält alles) oder jsonld.</translation>
    </message>
    <message>
      <source>Writing the file</source>
      <translation>Datei wird geschrieben</translation>
    </message>
    <message>
      <source>Writing the sample raster</source>
      <translation>Beispielraster wird geschrieben</translation>
    </message>
    <message>
      <source>Writing the sample register</source>
      <translation>Beispielregister wird geschrieben</translation>
    </message>
    <message>
      <source>Writing the sample stations</source>
      <translation>Beispielstationen werden geschrieben</translation>
    </message>
    <message>
      <source>Writing the stations for the map</source>
      <translation>Stationen werden für die Karte geschrieben</translation>
    </message>
    <message>
      <source>Writing “{title}”</source>
      <translation>„{title}“ wird geschrieben</translation>
    </message>
    <message>
      <source>Written on</source>
      <translation>Verfasst am</translation>
    </message>
    <message>
      <source>Years of the normal</source>
      <translation>Jahre des langjährigen Mittels</translation>
    </message>
    <message>
      <source>Years of two digits are read as years from {first} to {last}.</source>
      <translation>Zweistellige Jahre werden als Jahre von {first} bis {last} gelesen.</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Ja</translation>
    </message>
    <message>
      <source>Yes/no</source>
      <translation>Ja/Nein</translation>
    </message>
    <message>
      <source>You and {name} have both changed: {fields}. The register's version stands here; everything else of yours was taken over. Nothing is saved yet.</source>
      <translation>Sie und {name} haben beide geändert: {fields}. Hier steht die Fassung des Registers; alles andere von Ihnen wurde übernommen. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
      <source>You are looking at the backup “{name}”. It can be read and not changed; go back to the register to go on working.</source>
      <translation>Sie sehen die Sicherung „{name}“ an. Sie lässt sich lesen, aber nicht ändern; zum Weiterarbeiten kehren Sie zum Register zurück.</translation>
    </message>
    <message>
      <source>You read as the public: only public projects, nothing can be changed.</source>
      <translation>Sie lesen als Öffentlichkeit: nur öffentliche Projekte, ändern lässt sich nichts.</translation>
    </message>
    <message>
      <source>You work as a member: you read what the network may see and edit the projects of your municipality.</source>
      <translation>Sie arbeiten als Mitglied: Sie lesen, was das Netzwerk sehen darf, und bearbeiten die Projekte Ihrer Kommune.</translation>
    </message>
    <message>
      <source>You work as a reviewer: you read and edit all projects.</source>
      <translation>Sie arbeiten als Prüfung: Sie lesen und bearbeiten alle Projekte.</translation>
    </message>
    <message>
      <source>You work as an administrator: you read and edit all projects and keep members and lists.</source>
      <translation>Sie arbeiten als Administration: Sie lesen und bearbeiten alle Projekte und pflegen Mitglieder und Listen.</translation>
    </message>
    <message>
      <source>Your favourites and collections cannot be read. They were kept as “{path}”.</source>
      <translation>Ihre Favoriten und Sammlungen sind nicht lesbar. Sie wurden als „{path}“ aufbewahrt.</translation>
    </message>
    <message>
      <source>Your list of catalogues was damaged and set aside as “{name}”. The shipped catalogues are there.</source>
      <translation>Ihre Liste der Kataloge war beschädigt und liegt jetzt als „{name}“ beiseite. Die mitgelieferten Kataloge sind da.</translation>
    </message>
    <message>
      <source>Your list would have {number} entries; {most} is the most. Nothing was changed.</source>
      <translation>Ihre Liste hätte {number} Einträge; höchstens {most} sind möglich. Es wurde nichts geändert.</translation>
    </message>
    <message>
      <source>Your log-in may not make a register in the database “{name}”: it needs the right to make a schema there and, for the first register of a server, roles. Ask its administrator to make the register. Nothing was made.</source>
      <translation>Ihre Anmeldung darf in der Datenbank „{name}“ kein Register anlegen: Dazu braucht sie das Recht, dort ein Schema anzulegen, und beim ersten Register eines Servers auch Rollen. Bitten Sie die Administration, das Register anzulegen. Es wurde nichts angelegt.</translation>
    </message>
    <message>
      <source>Your log-in may not read the register “{name}”. Ask its administrator for one of the roles public, member or reviewer.</source>
      <translation>Ihre Anmeldung darf das Register „{name}“ nicht lesen. Bitten Sie die Administration um eine der Rollen Öffentlichkeit, Mitglied oder Prüfung.</translation>
    </message>
    <message>
      <source>Your log-in may read the register “{name}” but not change it.</source>
      <translation>Ihre Anmeldung darf das Register „{name}“ lesen, aber nicht ändern.</translation>
    </message>
    <message>
      <source>Your names of measurements</source>
      <translation>Ihre Namen von Messgrößen</translation>
    </message>
    <message>
      <source>Your own names come before the shipped ones. What nobody knows is kept and shown as unknown.</source>
      <translation>Ihre eigenen Namen gehen den mitgelieferten vor. Was niemand kennt, wird behalten und als unbekannt gezeigt.</translation>
    </message>
    <message>
      <source>Your own value. Your administrator's preset: {value}</source>
      <translation>Ihr eigener Wert. Vorgabe Ihrer Administration: {value}</translation>
    </message>
    <message>
      <source>Zonal statistics, centre rule (ruhr:zonalstatistics)</source>
      <translation>Rasterstatistik je Fläche, Mittelpunktregel (ruhr:zonalstatistics)</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>Zoom the map to the area</source>
      <translation>Karte auf das Gebiet zoomen</translation>
    </message>
    <message>
      <source>Zoom to the extent</source>
      <translation>Auf Ausdehnung zoomen</translation>
    </message>
    <message>
      <source>a CSV table</source>
      <translation>eine CSV-Tabelle</translation>
    </message>
    <message>
      <source>a ZIP archive</source>
      <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
      <source>a guess: a service of the plugin's list has a layer of this name. Make sure that it is the same data set</source>
      <translation>eine Vermutung: Ein Dienst aus der Liste des Plugins hat einen Layer dieses Namens. Prüfen Sie, ob es derselbe Datensatz ist</translation>
    </message>
    <message>
      <source>a guess: the most similar name the service offers. Make sure that it is the same data set</source>
      <translation>Vermutung: der ähnlichste Name, den der Dienst anbietet. Prüfen Sie, ob es derselbe Datensatz ist</translation>
    </message>
    <message>
      <source>a layer with polygons</source>
      <translation>ein Layer mit Polygonen</translation>
    </message>
    <message>
      <source>a mailbox of the office rather than of a person</source>
      <translation>lieber ein Funktionspostfach als das einer Person</translation>
    </message>
    <message>
      <source>a pattern for texts</source>
      <translation>ein Muster für Texte</translation>
    </message>
    <message>
      <source>a raster file with values</source>
      <translation>eine Rasterdatei mit Werten</translation>
    </message>
    <message>
      <source>a vector layer</source>
      <translation>ein Vektorlayer</translation>
    </message>
    <message>
      <source>a web page</source>
      <translation>eine Webseite</translation>
    </message>
    <message>
      <source>above</source>
      <translation>über</translation>
    </message>
    <message>
      <source>added</source>
      <translation>neu</translation>
    </message>
    <message>
      <source>all</source>
      <translation>alle</translation>
    </message>
    <message>
      <source>all sources named</source>
      <translation>alle Quellen genannt</translation>
    </message>
    <message>
      <source>an image</source>
      <translation>ein Bild</translation>
    </message>
    <message>
      <source>an interval that is none</source>
      <translation>ein Bereich, der keiner ist</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>und %n weitere</numerusform>
        <numerusform>und %n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>any time</source>
      <translation>beliebig</translation>
    </message>
    <message>
      <source>area {name}</source>
      <translation>Gebiet {name}</translation>
    </message>
    <message>
      <source>areas</source>
      <translation>Flächen</translation>
    </message>
    <message>
      <source>as of {date}</source>
      <translation>Stand {date}</translation>
    </message>
    <message>
      <source>as of {moment}</source>
      <translation>Stand {moment}</translation>
    </message>
    <message>
      <source>as stated</source>
      <translation>wie angegeben</translation>
    </message>
    <message>
      <source>as the service offers it</source>
      <translation>wie der Dienst es anbietet</translation>
    </message>
    <message>
      <source>auto: the sum of rain and sunshine, the mean of all else. minimum and maximum are those of single values.</source>
      <translation>auto: die Summe von Regen und Sonnenschein, von allem anderen das Mittel. minimum und maximum sind die einzelner Werte.</translation>
    </message>
    <message>
      <source>becomes</source>
      <translation>wird zu</translation>
    </message>
    <message>
      <source>below</source>
      <translation>unter</translation>
    </message>
    <message>
      <source>below {limit}</source>
      <translation>unter {limit}</translation>
    </message>
    <message>
      <source>brought together</source>
      <translation>zusammengeführt</translation>
    </message>
    <message>
      <source>by catalogue</source>
      <translation>laut Katalog</translation>
    </message>
    <message>
      <source>by extent</source>
      <translation>laut Ausdehnung</translation>
    </message>
    <message>
      <source>by its address</source>
      <translation>über die Adresse</translation>
    </message>
    <message>
      <source>by official key</source>
      <translation>laut Regionalschlüssel</translation>
    </message>
    <message>
      <source>by publisher</source>
      <translation>laut Herausgeber</translation>
    </message>
    <message>
      <source>by title</source>
      <translation>laut Titel</translation>
    </message>
    <message>
      <source>calm {percent} %</source>
      <translation>Windstille {percent} %</translation>
    </message>
    <message>
      <source>came late</source>
      <translation>kam verspätet</translation>
    </message>
    <message>
      <source>can be put on the map</source>
      <translation>auf der Karte darstellbar</translation>
    </message>
    <message>
      <source>cannot be put on the map</source>
      <translation>nicht auf der Karte darstellbar</translation>
    </message>
    <message>
      <source>central list</source>
      <translation>zentrale Liste</translation>
    </message>
    <message>
      <source>central list of catalogues</source>
      <translation>zentrale Liste der Kataloge</translation>
    </message>
    <message>
      <source>certain</source>
      <translation>sicher</translation>
    </message>
    <message>
      <source>change discarded</source>
      <translation>Änderung verworfen</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message>
      <source>changed too fast</source>
      <translation>zu schnelle Änderung</translation>
    </message>
    <message>
      <source>choose</source>
      <translation>bitte wählen</translation>
    </message>
    <message>
      <source>chosen</source>
      <translation>gewählt</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>von Ihnen gewählt</translation>
    </message>
    <message>
      <source>clock wrong</source>
      <translation>Uhr falsch</translation>
    </message>
    <message>
      <source>complete</source>
      <translation>vollständig</translation>
    </message>
    <message>
      <source>completeness unproven</source>
      <translation>Vollständigkeit nicht belegt</translation>
    </message>
    <message>
      <source>conflict, nothing changed</source>
      <translation>Konflikt, nichts geändert</translation>
    </message>
    <message>
      <source>country</source>
      <translation>Bund</translation>
    </message>
    <message>
      <source>d MMM</source>
      <translation>dd.MM.</translation>
    </message>
    <message>
      <source>decimal comma</source>
      <translation>Dezimalkomma</translation>
    </message>
    <message>
      <source>decimal point</source>
      <translation>Dezimalpunkt</translation>
    </message>
    <message>
      <source>deleted</source>
      <translation>gelöscht</translation>
    </message>
    <message>
      <source>differs from its neighbours</source>
      <translation>weicht von den Nachbarn ab</translation>
    </message>
    <message>
      <source>district</source>
      <translation>Kreis</translation>
    </message>
    <message>
      <source>districts</source>
      <translation>Kreise</translation>
    </message>
    <message>
      <source>does not change any more</source>
      <translation>ändert sich nicht mehr</translation>
    </message>
    <message>
      <source>does not work</source>
      <translation>funktioniert nicht</translation>
    </message>
    <message>
      <source>done</source>
      <translation>erledigt</translation>
    </message>
    <message>
      <source>doubtful value</source>
      <translation>zweifelhafter Wert</translation>
    </message>
    <message>
      <source>drawn on a map of this scale: {accuracy}</source>
      <translation>in diesem Kartenmaßstab gezeichnet: {accuracy}</translation>
    </message>
    <message>
      <source>drawn on the map</source>
      <translation>auf der Karte gezeichnet</translation>
    </message>
    <message>
      <source>e.g. 377000 5705000 or 51,4818 7,2162</source>
      <translation>z. B. 377000 5705000 oder 51,4818 7,2162</translation>
    </message>
    <message>
      <source>e.g. {example}</source>
      <translation>z. B. {example}</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>bearbeitet</translation>
    </message>
    <message>
      <source>edited: {fields}</source>
      <translation>bearbeitet: {fields}</translation>
    </message>
    <message>
      <source>en</source>
      <translation>de</translation>
    </message>
    <message>
      <source>en</source>
      <comment>language of data tables</comment>
      <translation>de</translation>
    </message>
    <message>
      <source>encrypted</source>
      <translation>verschlüsselt</translation>
    </message>
    <message>
      <source>ended early; the next update goes on</source>
      <translation>vorzeitig beendet; geht beim nächsten Aktualisieren weiter</translation>
    </message>
    <message>
      <source>entry brought back</source>
      <translation>Eintrag zurückgeholt</translation>
    </message>
    <message>
      <source>entry deleted</source>
      <translation>Eintrag gelöscht</translation>
    </message>
    <message>
      <source>every station</source>
      <translation>jede Station</translation>
    </message>
    <message>
      <source>extreme cold stress</source>
      <translation>extremer Kältestress</translation>
    </message>
    <message>
      <source>extreme heat stress</source>
      <translation>extreme Wärmebelastung</translation>
    </message>
    <message>
      <source>fetched</source>
      <translation>geholt</translation>
    </message>
    <message>
      <source>fields of action only</source>
      <translation>nur Handlungsfelder</translation>
    </message>
    <message>
      <source>file missing</source>
      <translation>Datei fehlt</translation>
    </message>
    <message>
      <source>find out by itself</source>
      <translation>selbst herausfinden</translation>
    </message>
    <message>
      <source>found out by the address</source>
      <translation>an der Adresse erkennen</translation>
    </message>
    <message>
      <source>free to use</source>
      <translation>frei nutzbar</translation>
    </message>
    <message>
      <source>from {low} to {high}</source>
      <translation>von {low} bis {high}</translation>
    </message>
    <message>
      <source>from {speed} m/s</source>
      <translation>ab {speed} m/s</translation>
    </message>
    <message>
      <source>gets a pseudonym</source>
      <translation>bekommt ein Pseudonym</translation>
    </message>
    <message>
      <source>good</source>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <source>guessed, please check</source>
      <translation>geraten, bitte prüfen</translation>
    </message>
    <message>
      <source>hatched where there is no value</source>
      <translation>schraffiert: kein Wert</translation>
    </message>
    <message>
      <source>healed</source>
      <translation>repariert</translation>
    </message>
    <message>
      <source>history</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>holds the places</source>
      <translation>enthält die Orte</translation>
    </message>
    <message>
      <source>hour or day.</source>
      <translation>hour (Stunde) oder day (Tag).</translation>
    </message>
    <message>
      <source>https://… or {share}</source>
      <translation>https://… oder {share}</translation>
    </message>
    <message>
      <source>in conflict</source>
      <translation>Konflikt</translation>
    </message>
    <message>
      <source>in map extent</source>
      <translation>im Kartenausschnitt</translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation>unvollständig</translation>
    </message>
    <message>
      <source>independent city</source>
      <translation>kreisfreie Stadt</translation>
    </message>
    <message>
      <source>invented pattern, nothing is measured</source>
      <translation>erfundenes Muster, nichts davon ist gemessen</translation>
    </message>
    <message>
      <source>is a favourite</source>
      <translation>ist ein Favorit</translation>
    </message>
    <message>
      <source>is deleted</source>
      <translation>wird gelöscht</translation>
    </message>
    <message>
      <source>it contradicts what is there (HTTP 409)</source>
      <translation>er widerspricht dem, was dort steht (HTTP 409)</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>es ist leer</translation>
    </message>
    <message>
      <source>it must be an object in curly brackets</source>
      <translation>sie muss ein Objekt in geschweiften Klammern sein</translation>
    </message>
    <message>
      <source>it was changed meanwhile</source>
      <translation>er wurde inzwischen geändert</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>keep as “{title}”</source>
      <translation>als „{title}“ behalten</translation>
    </message>
    <message>
      <source>last at {time}</source>
      <translation>zuletzt um {time}</translation>
    </message>
    <message>
      <source>last synchronised {time}</source>
      <translation>zuletzt abgeglichen {time}</translation>
    </message>
    <message>
      <source>latitude and longitude</source>
      <translation>Breite und Länge</translation>
    </message>
    <message>
      <source>layer renamed</source>
      <translation>Layer umbenannt</translation>
    </message>
    <message>
      <source>leave out</source>
      <translation>auslassen</translation>
    </message>
    <message>
      <source>left</source>
      <translation>links</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>übergangen</translation>
    </message>
    <message>
      <source>licence not stated</source>
      <translation>Lizenz nicht angegeben</translation>
    </message>
    <message>
      <source>licence unknown</source>
      <translation>Lizenz unbekannt</translation>
    </message>
    <message>
      <source>licence unknown: ask the publisher</source>
      <translation>Lizenz unbekannt: bei der veröffentlichenden Stelle nachfragen</translation>
    </message>
    <message>
      <source>licences not stated: ask the publishers</source>
      <translation>Lizenzen nicht angegeben: bei den Herausgebern nachfragen</translation>
    </message>
    <message>
      <source>likely</source>
      <translation>wahrscheinlich</translation>
    </message>
    <message>
      <source>lines</source>
      <translation>Linien</translation>
    </message>
    <message>
      <source>local time with summer time</source>
      <translation>Ortszeit mit Sommerzeit</translation>
    </message>
    <message>
      <source>local: midnight of the clocks with summer time. utc: midnight UTC. cet: midnight of Central European (winter) time all year.</source>
      <translation>local: Mitternacht der Uhren mit Sommerzeit. utc: Mitternacht UTC. cet: Mitternacht der Mitteleuropäischen Zeit (Winterzeit) im ganzen Jahr.</translation>
    </message>
    <message>
      <source>log-in needed</source>
      <translation>Anmeldung nötig</translation>
    </message>
    <message>
      <source>longitude before latitude</source>
      <translation>Länge vor Breite</translation>
    </message>
    <message>
      <source>map extent</source>
      <translation>Kartenausschnitt</translation>
    </message>
    <message>
      <source>map view only</source>
      <translation>nur Kartenausschnitt</translation>
    </message>
    <message>
      <source>mean {speed} m/s</source>
      <translation>im Mittel {speed} m/s</translation>
    </message>
    <message>
      <source>moderate cold stress</source>
      <translation>mäßiger Kältestress</translation>
    </message>
    <message>
      <source>moderate heat stress</source>
      <translation>mäßige Wärmebelastung</translation>
    </message>
    <message>
      <source>month, season (three months from December, March, June, September) or year.</source>
      <translation>month (Monat), season (Jahreszeit: drei Monate ab Dezember, März, Juni, September) oder year (Jahr).</translation>
    </message>
    <message>
      <source>more than {number} hits</source>
      <translation>mehr als {number} Treffer</translation>
    </message>
    <message>
      <source>mostly from {direction}</source>
      <translation>meist aus {direction}</translation>
    </message>
    <message>
      <source>moved</source>
      <translation>umgezogen</translation>
    </message>
    <message>
      <source>municipality</source>
      <translation>Kommune</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>new</source>
      <translation>neu</translation>
    </message>
    <message>
      <source>new entry</source>
      <translation>neuer Eintrag</translation>
    </message>
    <message>
      <source>new position, see map</source>
      <translation>neue Position, siehe Karte</translation>
    </message>
    <message>
      <source>new project</source>
      <translation>neues Projekt</translation>
    </message>
    <message>
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <source>no answer</source>
      <translation>keine Antwort</translation>
    </message>
    <message>
      <source>no answer in time</source>
      <translation>antwortet nicht rechtzeitig</translation>
    </message>
    <message>
      <source>no head</source>
      <translation>kein Kopf</translation>
    </message>
    <message>
      <source>no longer in the catalogue</source>
      <translation>nicht mehr im Katalog</translation>
    </message>
    <message>
      <source>no longer in the list; goes with the next update</source>
      <translation>nicht mehr in der Liste; entfällt beim nächsten Aktualisieren</translation>
    </message>
    <message>
      <source>no municipality of the Ruhr metropolis</source>
      <translation>keine Kommune der Metropole Ruhr</translation>
    </message>
    <message>
      <source>no position</source>
      <translation>ohne Position</translation>
    </message>
    <message>
      <source>no reason given</source>
      <translation>ohne Begründung</translation>
    </message>
    <message>
      <source>no source note needed</source>
      <translation>kein Quellenvermerk nötig</translation>
    </message>
    <message>
      <source>no system</source>
      <translation>keinem System</translation>
    </message>
    <message>
      <source>no thermal stress</source>
      <translation>keine thermische Belastung</translation>
    </message>
    <message>
      <source>no value</source>
      <translation>kein Wert</translation>
    </message>
    <message>
      <source>no values</source>
      <translation>keine Werte</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>none set in QGIS</source>
      <translation>in QGIS keiner eingestellt</translation>
    </message>
    <message>
      <source>not a service</source>
      <translation>kein Dienst</translation>
    </message>
    <message>
      <source>not all sorted in yet; the next update does that</source>
      <translation>noch nicht ganz einsortiert; das holt die nächste Aktualisierung nach</translation>
    </message>
    <message>
      <source>not asked yet</source>
      <translation>noch nicht abgefragt</translation>
    </message>
    <message>
      <source>not checked</source>
      <translation>nicht geprüft</translation>
    </message>
    <message>
      <source>not checked yet</source>
      <translation>noch nicht geprüft</translation>
    </message>
    <message>
      <source>not chosen</source>
      <translation>nicht gewählt</translation>
    </message>
    <message>
      <source>not complete yet</source>
      <translation>noch nicht vollständig</translation>
    </message>
    <message>
      <source>not decided yet</source>
      <translation>noch nicht entschieden</translation>
    </message>
    <message>
      <source>not encrypted</source>
      <translation>unverschlüsselt</translation>
    </message>
    <message>
      <source>not known yet</source>
      <translation>noch unbekannt</translation>
    </message>
    <message>
      <source>not limited</source>
      <translation>nicht begrenzt</translation>
    </message>
    <message>
      <source>not open</source>
      <translation>nicht offen</translation>
    </message>
    <message>
      <source>not open: ask the publisher</source>
      <translation>nicht offen: Herausgeber fragen</translation>
    </message>
    <message>
      <source>not reachable</source>
      <translation>nicht erreichbar</translation>
    </message>
    <message>
      <source>not saved</source>
      <translation>nicht gespeichert</translation>
    </message>
    <message>
      <source>not shown</source>
      <translation>kommt nicht vor</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>keine Angabe</translation>
    </message>
    <message>
      <source>not verified</source>
      <translation>nicht bestätigt</translation>
    </message>
    <message>
      <source>note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>nothing found</source>
      <translation>nichts gefunden</translation>
    </message>
    <message>
      <source>nothing waiting</source>
      <translation>nichts wartet</translation>
    </message>
    <message>
      <source>off</source>
      <translation>aus</translation>
    </message>
    <message>
      <source>offline ready</source>
      <translation>offline bereit</translation>
    </message>
    <message>
      <source>on</source>
      <translation>ein</translation>
    </message>
    <message>
      <source>on the whole project</source>
      <translation>zum ganzen Projekt</translation>
    </message>
    <message>
      <source>on “{field}”</source>
      <translation>zu „{field}“</translation>
    </message>
    <message>
      <source>one without a name</source>
      <translation>eine ohne Namen</translation>
    </message>
    <message>
      <source>online</source>
      <translation>online</translation>
    </message>
    <message>
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>other shape, see map</source>
      <translation>andere Form, siehe Karte</translation>
    </message>
    <message>
      <source>outside the plausible range</source>
      <translation>außerhalb des plausiblen Bereichs</translation>
    </message>
    <message>
      <source>outside the region</source>
      <translation>außerhalb der Region</translation>
    </message>
    <message>
      <source>own</source>
      <translation>eigene</translation>
    </message>
    <message>
      <source>own entry</source>
      <translation>eigener Eintrag</translation>
    </message>
    <message>
      <source>password in the project</source>
      <translation>Passwort im Projekt</translation>
    </message>
    <message>
      <source>perhaps out of date</source>
      <translation>vielleicht veraltet</translation>
    </message>
    <message>
      <source>perhaps warmed by the sun</source>
      <translation>vielleicht von der Sonne erwärmt</translation>
    </message>
    <message>
      <source>place corrected or doubtful</source>
      <translation>Lage korrigiert oder fraglich</translation>
    </message>
    <message>
      <source>plugin</source>
      <translation>mitgeliefert</translation>
    </message>
    <message>
      <source>problem</source>
      <translation>Problem</translation>
    </message>
    <message>
      <source>project brought back</source>
      <translation>Projekt wiederhergestellt</translation>
    </message>
    <message>
      <source>project deleted</source>
      <translation>Projekt gelöscht</translation>
    </message>
    <message>
      <source>project_check</source>
      <translation>projektpruefung</translation>
    </message>
    <message>
      <source>reachable</source>
      <translation>erreichbar</translation>
    </message>
    <message>
      <source>recognise by the numbers</source>
      <translation>an den Zahlen erkennen</translation>
    </message>
    <message>
      <source>refused: {reason}</source>
      <translation>abgelehnt: {reason}</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>abgelehnt</translation>
    </message>
    <message>
      <source>removed</source>
      <translation>entfallen</translation>
    </message>
    <message>
      <source>right</source>
      <translation>rechts</translation>
    </message>
    <message>
      <source>search “{text}”</source>
      <translation>Suche „{text}“</translation>
    </message>
    <message>
      <source>see map</source>
      <translation>siehe Karte</translation>
    </message>
    <message>
      <source>sent</source>
      <translation>gesendet</translation>
    </message>
    <message>
      <source>separated by commas</source>
      <translation>durch Kommas getrennt</translation>
    </message>
    <message>
      <source>silent</source>
      <translation>ohne aktuelle Werte</translation>
    </message>
    <message>
      <source>since {date}</source>
      <translation>seit {date}</translation>
    </message>
    <message>
      <source>single OGC service</source>
      <translation>einzelner OGC-Dienst</translation>
    </message>
    <message>
      <source>single spike</source>
      <translation>einzelner Ausreißer</translation>
    </message>
    <message>
      <source>size not stated</source>
      <translation>Größe nicht angegeben</translation>
    </message>
    <message>
      <source>slight cold stress</source>
      <translation>leichter Kältestress</translation>
    </message>
    <message>
      <source>slow</source>
      <translation>langsam</translation>
    </message>
    <message>
      <source>snapped to features or placed by numbers: {accuracy}</source>
      <translation>auf Objekte eingerastet oder mit Zahlen gesetzt: {accuracy}</translation>
    </message>
    <message>
      <source>somebody else</source>
      <translation>jemand anderes</translation>
    </message>
    <message>
      <source>source must be named</source>
      <translation>Quelle muss genannt werden</translation>
    </message>
    <message>
      <source>source notes do not fit into their label</source>
      <translation>Quellenvermerke passen nicht in ihr Textfeld</translation>
    </message>
    <message>
      <source>source notes incomplete</source>
      <translation>Quellenvermerke unvollständig</translation>
    </message>
    <message>
      <source>source notes missing</source>
      <translation>Quellenvermerke fehlen</translation>
    </message>
    <message>
      <source>state</source>
      <translation>Land</translation>
    </message>
    <message>
      <source>station files of the DWD</source>
      <translation>Stationsdateien des DWD</translation>
    </message>
    <message>
      <source>stays</source>
      <translation>bleibt</translation>
    </message>
    <message>
      <source>strong cold stress</source>
      <translation>starker Kältestress</translation>
    </message>
    <message>
      <source>strong heat stress</source>
      <translation>starke Wärmebelastung</translation>
    </message>
    <message>
      <source>switched on in QGIS, but without a host</source>
      <translation>in QGIS eingeschaltet, aber ohne Serveradresse</translation>
    </message>
    <message>
      <source>synchronised</source>
      <translation>abgeglichen</translation>
    </message>
    <message>
      <source>synthetic air temperature, °C</source>
      <translation>synthetische Lufttemperatur, °C</translation>
    </message>
    <message>
      <source>table (CSV)</source>
      <translation>Tabelle (CSV)</translation>
    </message>
    <message>
      <source>text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>that of the operating system</source>
      <translation>der des Betriebssystems</translation>
    </message>
    <message>
      <source>the address of the file “{name}”</source>
      <translation>die Adresse der Datei „{name}“</translation>
    </message>
    <message>
      <source>the administrative area</source>
      <translation>das Verwaltungsgebiet</translation>
    </message>
    <message>
      <source>the catalogue names it for this data set</source>
      <translation>der Katalog nennt sie für diesen Datensatz</translation>
    </message>
    <message>
      <source>the clocks skip this hour</source>
      <translation>diese Stunde überspringen die Uhren</translation>
    </message>
    <message>
      <source>the contact</source>
      <translation>den Kontakt</translation>
    </message>
    <message>
      <source>the content of the file “{name}”</source>
      <translation>den Inhalt der Datei „{name}“</translation>
    </message>
    <message>
      <source>the contributor id</source>
      <translation>die Datenbereitsteller-ID</translation>
    </message>
    <message>
      <source>the copy is fetched again from there</source>
      <translation>die Kopie wird von dort neu geholt</translation>
    </message>
    <message>
      <source>the description</source>
      <translation>die Beschreibung</translation>
    </message>
    <message>
      <source>the description of the file “{name}”</source>
      <translation>die Beschreibung der Datei „{name}“</translation>
    </message>
    <message>
      <source>the entry of column “{title}” may hold property, unit and station</source>
      <translation>der Eintrag der Spalte „{title}“ darf property, unit und station enthalten</translation>
    </message>
    <message>
      <source>the field “{name}”</source>
      <translation>das Feld „{name}“</translation>
    </message>
    <message>
      <source>the files</source>
      <translation>die Dateien</translation>
    </message>
    <message>
      <source>the format of the file “{name}”</source>
      <translation>das Format der Datei „{name}“</translation>
    </message>
    <message>
      <source>the index</source>
      <translation>dem Index</translation>
    </message>
    <message>
      <source>the keywords</source>
      <translation>die Schlagwörter</translation>
    </message>
    <message>
      <source>the licence</source>
      <translation>die Lizenz</translation>
    </message>
    <message>
      <source>the licence of the file “{name}”</source>
      <translation>die Lizenz der Datei „{name}“</translation>
    </message>
    <message>
      <source>the organisation</source>
      <translation>die Organisation</translation>
    </message>
    <message>
      <source>the page about the data set</source>
      <translation>die Seite zum Datensatz</translation>
    </message>
    <message>
      <source>the plugin's list of services names it</source>
      <translation>die Dienste-Liste der Erweiterung nennt sie</translation>
    </message>
    <message>
      <source>the publisher</source>
      <translation>den Herausgeber</translation>
    </message>
    <message>
      <source>the service points there itself</source>
      <translation>der Dienst verweist selbst dorthin</translation>
    </message>
    <message>
      <source>the size of the file “{name}”</source>
      <translation>die Größe der Datei „{name}“</translation>
    </message>
    <message>
      <source>the title</source>
      <translation>den Titel</translation>
    </message>
    <message>
      <source>the title of the file “{name}”</source>
      <translation>den Titel der Datei „{name}“</translation>
    </message>
    <message>
      <source>the words are replaced</source>
      <translation>die Wörter werden ersetzt</translation>
    </message>
    <message>
      <source>themes.csv</source>
      <translation>themen.csv</translation>
    </message>
    <message>
      <source>there</source>
      <translation>vorhanden</translation>
    </message>
    <message>
      <source>this hour comes twice</source>
      <translation>diese Stunde kommt zweimal</translation>
    </message>
    <message>
      <source>time given twice</source>
      <translation>Zeitpunkt doppelt</translation>
    </message>
    <message>
      <source>to:</source>
      <translation>bis:</translation>
    </message>
    <message>
      <source>today {time}</source>
      <translation>heute {time}</translation>
    </message>
    <message>
      <source>towns</source>
      <translation>Städte</translation>
    </message>
    <message>
      <source>two of the same name</source>
      <translation>zwei mit demselben Namen</translation>
    </message>
    <message>
      <source>type “{name}”</source>
      <translation>Typ „{name}“</translation>
    </message>
    <message>
      <source>unchanged</source>
      <translation>unverändert</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>unknown content</source>
      <translation>unbekannter Inhalt</translation>
    </message>
    <message>
      <source>unknown organisation</source>
      <translation>unbekannte Organisation</translation>
    </message>
    <message>
      <source>unknown quantity</source>
      <translation>unbekannte Messgröße</translation>
    </message>
    <message>
      <source>use restricted: read the licence</source>
      <translation>eingeschränkt: Lizenz lesen</translation>
    </message>
    <message>
      <source>values missing before</source>
      <translation>davor fehlen Werte</translation>
    </message>
    <message>
      <source>version {number}</source>
      <translation>Version {number}</translation>
    </message>
    <message>
      <source>very strong cold stress</source>
      <translation>sehr starker Kältestress</translation>
    </message>
    <message>
      <source>very strong heat stress</source>
      <translation>sehr starke Wärmebelastung</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>was deleted by somebody else meanwhile</source>
      <translation>wurde inzwischen von jemand anderem gelöscht</translation>
    </message>
    <message>
      <source>was saved by {name} meanwhile</source>
      <translation>wurde inzwischen von {name} gespeichert</translation>
    </message>
    <message>
      <source>with conditions</source>
      <translation>mit Bedingungen</translation>
    </message>
    <message>
      <source>without a title</source>
      <translation>ohne Titel</translation>
    </message>
    <message>
      <source>without coordinates</source>
      <translation>ohne Koordinaten</translation>
    </message>
    <message>
      <source>without unit</source>
      <translation>ohne Einheit</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <source>yyyy-MM-dd</source>
      <translation>dd.MM.yyyy</translation>
    </message>
    <message>
      <source>yyyy-MM-dd HH:mm</source>
      <translation>dd.MM.yyyy HH:mm</translation>
    </message>
    <message>
      <source>{added} added, {removed} removed, {changed} changed.</source>
      <translation>{added} neu, {removed} entfallen, {changed} geändert.</translation>
    </message>
    <message>
      <source>{added} added, {removed} removed. The source has no ids: a changed object counts as both.</source>
      <translation>{added} neu, {removed} entfallen. Die Quelle hat keine Kennungen: Ein geändertes Objekt zählt als beides.</translation>
    </message>
    <message>
      <source>{code} – changed {time} by {name}, version {version}</source>
      <translation>{code} – geändert am {time} von {name}, Version {version}</translation>
    </message>
    <message>
      <source>{code} – changed {time}, version {version}</source>
      <translation>{code} – geändert am {time}, Version {version}</translation>
    </message>
    <message>
      <source>{code} – version {version}</source>
      <translation>{code} – Version {version}</translation>
    </message>
    <message>
      <source>{count} a</source>
      <comment>return period in years</comment>
      <translation>{count} a</translation>
    </message>
    <message>
      <source>{count} features are selected; at most {most} can become places of one project.</source>
      <translation>{count} Objekte sind ausgewählt; höchstens {most} können Orte eines Projekts werden.</translation>
    </message>
    <message>
      <source>{count} more layers: add the service in the room “Data” and choose there.</source>
      <translation>{count} weitere Layer: Fügen Sie den Dienst im Bereich „Daten“ hinzu und wählen Sie dort aus.</translation>
    </message>
    <message>
      <source>{count} more: search in the room “Data”.</source>
      <translation>{count} weitere: im Bereich „Daten“ suchen.</translation>
    </message>
    <message>
      <source>{count} objects received</source>
      <translation>{count} Objekte empfangen</translation>
    </message>
    <message>
      <source>{count} without a publisher: search in the room “Data”.</source>
      <translation>{count} ohne Herausgeber: im Bereich „Daten“ suchen.</translation>
    </message>
    <message>
      <source>{deleted} of {count} records were deleted in “{name}”. Not deleted: {failed}</source>
      <translation>{deleted} von {count} Datensätzen wurden in „{name}“ gelöscht. Nicht gelöscht: {failed}</translation>
    </message>
    <message>
      <source>{distance} m to the {direction}</source>
      <translation>{distance} m nach {direction}</translation>
    </message>
    <message>
      <source>{expected} objects in the service; only those of the map view are loaded.</source>
      <translation>{expected} Objekte im Dienst; geladen werden nur die im Kartenausschnitt.</translation>
    </message>
    <message>
      <source>{facet}: {value}, {count} hits</source>
      <translation>{facet}: {value}, {count} Treffer</translation>
    </message>
    <message>
      <source>{field} (INTERN)</source>
      <translation>{field} (INTERN)</translation>
    </message>
    <message>
      <source>{field} (looks internal or personal)</source>
      <translation>{field} (sieht intern oder persönlich aus)</translation>
    </message>
    <message>
      <source>{fit} of {all} objects were right before and lie in the wrong place now.</source>
      <translation>{fit} von {all} Objekten lagen vorher richtig und liegen jetzt am falschen Ort.</translation>
    </message>
    <message>
      <source>{hits} of {count} different values name a municipality or a district of the region.</source>
      <translation>{hits} von {count} verschiedenen Werten nennen eine Kommune oder einen Kreis der Region.</translation>
    </message>
    <message>
      <source>{kind} “{name}”</source>
      <translation>{kind} „{name}“</translation>
    </message>
    <message>
      <source>{label} (YYYY-MM-DD)</source>
      <translation>{label} (JJJJ-MM-TT)</translation>
    </message>
    <message>
      <source>{label} (copy)</source>
      <translation>{label} (Kopie)</translation>
    </message>
    <message>
      <source>{layer}: changes since {date}</source>
      <translation>{layer}: Änderungen seit {date}</translation>
    </message>
    <message>
      <source>{layer}: source not stated</source>
      <translation>{layer}: Quelle nicht angegeben</translation>
    </message>
    <message>
      <source>{limit} and more</source>
      <translation>{limit} und mehr</translation>
    </message>
    <message>
      <source>{list}, entry {number}: “{field}” is missing. Fill it in, or remove the entry.</source>
      <translation>{list}, Eintrag {number}: „{field}“ fehlt. Bitte ausfüllen oder den Eintrag entfernen.</translation>
    </message>
    <message>
      <source>{lowest} to {highest}</source>
      <translation>{lowest} bis {highest}</translation>
    </message>
    <message>
      <source>{low} to below {high}</source>
      <translation>{low} bis unter {high}</translation>
    </message>
    <message>
      <source>{low} {unit} and more</source>
      <translation>{low} {unit} und mehr</translation>
    </message>
    <message>
      <source>{mark} – not to be passed on</source>
      <translation>{mark} – nicht weitergeben</translation>
    </message>
    <message numerus="yes">
      <source>{measurement}, %n station(s)</source>
      <translation>
        <numerusform>{measurement}, %n Station</numerusform>
        <numerusform>{measurement}, %n Stationen</numerusform>
      </translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} und {count} weitere</translation>
    </message>
    <message>
      <source>{name} (may be left out)</source>
      <translation>{name} (kann fehlen)</translation>
    </message>
    <message>
      <source>{name} (synthetic)</source>
      <translation>{name} (synthetisch)</translation>
    </message>
    <message>
      <source>{name} ({crs}) with exchanged axes</source>
      <translation>{name} ({crs}) mit vertauschten Achsen</translation>
    </message>
    <message>
      <source>{name} has changed “{title}” since you opened it. Nothing was saved yet.</source>
      <translation>{name} hat „{title}“ geändert, seit Sie den Eintrag geöffnet haben. Noch wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>{name} has saved this project since you opened it. Nothing was saved yet.</source>
      <translation>{name} hat dieses Projekt gespeichert, seit Sie es geöffnet haben. Es wurde noch nichts gespeichert.</translation>
    </message>
    <message>
      <source>{name} – copy</source>
      <translation>{name} – Kopie</translation>
    </message>
    <message>
      <source>{note} (licence not stated)</source>
      <translation>{note} (Lizenz nicht angegeben)</translation>
    </message>
    <message>
      <source>{note} (provider not stated: ask for the name)</source>
      <translation>{note} (Bereitsteller nicht angegeben: bitte erfragen)</translation>
    </message>
    <message>
      <source>{number} corrected</source>
      <translation>{number} berichtigt</translation>
    </message>
    <message>
      <source>{number} data sets</source>
      <translation>{number} Datensätze</translation>
    </message>
    <message>
      <source>{number} do not fit (list)</source>
      <translation>{number} fehlerhaft (Liste)</translation>
    </message>
    <message>
      <source>{number} good</source>
      <translation>{number} gut</translation>
    </message>
    <message>
      <source>{number} hits</source>
      <translation>{number} Treffer</translation>
    </message>
    <message>
      <source>{number} not in the Ruhr</source>
      <translation>{number} nicht im Ruhrgebiet</translation>
    </message>
    <message>
      <source>{number} outside the region → as a table</source>
      <translation>{number} außerhalb der Region → als Tabelle</translation>
    </message>
    <message>
      <source>{number} without coordinates → as a table</source>
      <translation>{number} ohne Koordinaten → als Tabelle</translation>
    </message>
    <message>
      <source>{other} of {all} objects lie in the wrong place; they seem to be given as {found}.</source>
      <translation>{other} von {all} Objekten liegen am falschen Ort; sie scheinen in {found} angegeben zu sein.</translation>
    </message>
    <message>
      <source>{other} of {all} objects would lie near the Ruhr if they were read as {found}. Check the place.</source>
      <translation>{other} von {all} Objekten lägen im oder nahe beim Ruhrgebiet, wenn man sie als {found} liest. Prüfen Sie die Lage.</translation>
    </message>
    <message>
      <source>{path} can be written.</source>
      <translation>{path} ist beschreibbar.</translation>
    </message>
    <message>
      <source>{path} cannot be written ({reason}). Ask your administrator for the right or choose another folder.</source>
      <translation>{path} ist nicht beschreibbar ({reason}). Bitten Sie Ihre Administration um Schreibrechte oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{path} does not exist. Choose another folder in the options.</source>
      <translation>{path} gibt es nicht. Wählen Sie in den Optionen einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
    <message>
      <source>{percent} % of the time known</source>
      <translation>{percent} % der Zeit bekannt</translation>
    </message>
    <message>
      <source>{portal} has no data sets.</source>
      <translation>{portal} enthält keine Datensätze.</translation>
    </message>
    <message>
      <source>{portal} was asked only for what was changed since {date}.</source>
      <translation>{portal} wurde nur nach dem gefragt, was sich seit {date} geändert hat.</translation>
    </message>
    <message>
      <source>{portal}: sorting in</source>
      <translation>{portal}: wird einsortiert</translation>
    </message>
    <message>
      <source>{portal}: {position} of {count}</source>
      <translation>{portal}: {position} von {count}</translation>
    </message>
    <message>
      <source>{property} (synthetic)</source>
      <translation>{property} (synthetisch)</translation>
    </message>
    <message>
      <source>{property}: latest values</source>
      <translation>{property}: neueste Werte</translation>
    </message>
    <message>
      <source>{property}: latest values, INCOMPLETE</source>
      <translation>{property}: neueste Werte, UNVOLLSTÄNDIG</translation>
    </message>
    <message>
      <source>{pushed} sent, {pulled} fetched, {conflicts} in conflict, {failed} not saved.</source>
      <translation>{pushed} gesendet, {pulled} geholt, {conflicts} im Konflikt, {failed} nicht gespeichert.</translation>
    </message>
    <message>
      <source>{quantity}, in {unit}</source>
      <translation>{quantity}, in {unit}</translation>
    </message>
    <message>
      <source>{quantity}, in {unit}; kept in {own}</source>
      <translation>{quantity}, in {unit}; gespeichert in {own}</translation>
    </message>
    <message>
      <source>{quantity}, {threshold}: “{text}” is no number.</source>
      <translation>{quantity}, {threshold}: „{text}“ ist keine Zahl.</translation>
    </message>
    <message>
      <source>{quantity}: the lowest plausible value must be below the highest.</source>
      <translation>{quantity}: Der kleinste plausible Wert muss unter dem größten liegen.</translation>
    </message>
    <message>
      <source>{received} data sets loaded. How many there are is not known.</source>
      <translation>{received} Datensätze geladen. Wie viele es insgesamt sind, ist nicht bekannt.</translation>
    </message>
    <message>
      <source>{received} objects loaded, but the service has more.</source>
      <translation>{received} Objekte geladen, der Dienst hat aber mehr.</translation>
    </message>
    <message>
      <source>{received} objects loaded, but the service says {expected}.</source>
      <translation>{received} Objekte geladen, der Dienst nennt aber {expected}.</translation>
    </message>
    <message>
      <source>{received} objects loaded. That may be the limit of the service; there may be more.</source>
      <translation>{received} Objekte geladen. Möglicherweise ist das die Obergrenze des Dienstes und es gibt noch mehr.</translation>
    </message>
    <message>
      <source>{received} objects loaded. The service does not say how many there are.</source>
      <translation>{received} Objekte geladen. Der Dienst nennt keine Gesamtzahl.</translation>
    </message>
    <message>
      <source>{received} of {expected} data sets loaded.</source>
      <translation>{received} von {expected} Datensätzen geladen.</translation>
    </message>
    <message>
      <source>{received} of {expected} objects loaded.</source>
      <translation>{received} von {expected} Objekten geladen.</translation>
    </message>
    <message>
      <source>{received} of {expected} records were loaded.</source>
      <translation>{received} von {expected} Datensätzen geladen.</translation>
    </message>
    <message>
      <source>{received} of {expected} stations</source>
      <translation>{received} von {expected} Stationen</translation>
    </message>
    <message>
      <source>{register} (GeoPackage or address)</source>
      <translation>{register} (GeoPackage oder Adresse)</translation>
    </message>
    <message>
      <source>{saved} of {count} records were saved in “{name}”. Not saved: {failed}</source>
      <translation>{saved} von {count} Datensätzen wurden in „{name}“ gespeichert. Nicht gespeichert: {failed}</translation>
    </message>
    <message>
      <source>{service} (live)</source>
      <translation>{service} (live)</translation>
    </message>
    <message>
      <source>{service} (not checked)</source>
      <translation>{service} (ungeprüft)</translation>
    </message>
    <message>
      <source>{service} keeps this folder alike on several computers: who saves at the same time gets two files. Better keep the register outside and give others a copy or an export.</source>
      <translation>{service} gleicht diesen Ordner zwischen mehreren Rechnern ab: Wer gleichzeitig speichert, bekommt zwei Dateien. Legen Sie das Register besser außerhalb ab und geben Sie anderen eine Kopie oder einen Export.</translation>
    </message>
    <message>
      <source>{sheet} – {rows} rows</source>
      <translation>{sheet} – {rows} Zeilen</translation>
    </message>
    <message>
      <source>{shown} of {all} measurements</source>
      <translation>{shown} von {all} Messreihen</translation>
    </message>
    <message>
      <source>{shown} of {all} projects</source>
      <translation>{shown} von {all} Projekten</translation>
    </message>
    <message>
      <source>{shown} shown by the filters</source>
      <translation>{shown} nach Filterung</translation>
    </message>
    <message>
      <source>{size} MB in use</source>
      <translation>{size} MB belegt</translation>
    </message>
    <message>
      <source>{source} is asked again while the dock is open, at most once a minute. After errors the pauses grow.</source>
      <translation>{source} wird erneut gefragt, solange das Fenster offen ist, höchstens einmal pro Minute. Nach Fehlern werden die Pausen länger.</translation>
    </message>
    <message>
      <source>{source}, licence not stated</source>
      <translation>{source}, Lizenz nicht angegeben</translation>
    </message>
    <message>
      <source>{start} to {end}</source>
      <translation>{start} bis {end}</translation>
    </message>
    <message numerus="yes">
      <source>{state} (%n)</source>
      <translation>
        <numerusform>{state} (%n)</numerusform>
        <numerusform>{state} (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>{state} (not saved yet)</source>
      <translation>{state} (noch nicht gespeichert)</translation>
    </message>
    <message>
      <source>{station}, {service}</source>
      <translation>{station}, {service}</translation>
    </message>
    <message>
      <source>{station}: {property} {value}, above {limit}</source>
      <translation>{station}: {property} {value}, über {limit}</translation>
    </message>
    <message>
      <source>{station}: {property} {value}, below {limit}</source>
      <translation>{station}: {property} {value}, unter {limit}</translation>
    </message>
    <message>
      <source>{system} with exchanged axes</source>
      <translation>{system} mit vertauschten Achsen</translation>
    </message>
    <message>
      <source>{system}, accuracy: {accuracy}</source>
      <translation>{system}, Genauigkeit: {accuracy}</translation>
    </message>
    <message>
      <source>{system}, northing before easting</source>
      <translation>{system}, Hochwert vor Rechtswert</translation>
    </message>
    <message>
      <source>{system}, the two numbers exchanged</source>
      <translation>{system}, die beiden Zahlen vertauscht</translation>
    </message>
    <message>
      <source>{table}: a column with one height needs one in every line.</source>
      <translation>{table}: Eine Spalte mit einer Höhe braucht in jeder Zeile eine.</translation>
    </message>
    <message>
      <source>{table}: each line needs its duration in whole minutes.</source>
      <translation>{table}: Jede Zeile braucht ihre Dauer in ganzen Minuten.</translation>
    </message>
    <message>
      <source>{table}: each line needs {count} columns.</source>
      <translation>{table}: Jede Zeile braucht {count} Spalten.</translation>
    </message>
    <message>
      <source>{table}: {read} read, {backup} from the backup, {lost} lost</source>
      <translation>{table}: {read} gelesen, {backup} aus der Sicherung, {lost} verloren</translation>
    </message>
    <message>
      <source>{table}: “{text}” is no number.</source>
      <translation>{table}: „{text}“ ist keine Zahl.</translation>
    </message>
    <message>
      <source>{title} (copy)</source>
      <translation>{title} (Kopie)</translation>
    </message>
    <message>
      <source>{title} (hidden)</source>
      <translation>{title} (ausgeblendet)</translation>
    </message>
    <message>
      <source>{title} (not in the local index)</source>
      <translation>{title} (nicht im lokalen Index)</translation>
    </message>
    <message>
      <source>{title} (place corrected)</source>
      <translation>{title} (Lage berichtigt)</translation>
    </message>
    <message>
      <source>{title} (synthetic)</source>
      <translation>{title} (synthetisch)</translation>
    </message>
    <message>
      <source>{title} ({name})</source>
      <translation>{title} ({name})</translation>
    </message>
    <message>
      <source>{title} ({number})</source>
      <translation>{title} ({number})</translation>
    </message>
    <message>
      <source>{value}, {count} projects</source>
      <translation>{value}, {count} Projekte</translation>
    </message>
    <message>
      <source>{version}: the drivers {drivers} are missing. Install QGIS again with all of GDAL.</source>
      <translation>{version}: Die Treiber {drivers} fehlen. Installieren Sie QGIS noch einmal mit vollständigem GDAL.</translation>
    </message>
    <message>
      <source>{version}: the plugin needs QGIS 3.40 or newer.</source>
      <translation>{version}: Die Erweiterung benötigt QGIS 3.40 oder neuer.</translation>
    </message>
    <message>
      <source>{version}: {reason}. Project registers with a spatial index can be read but not saved. Install QGIS again with all of its packages.</source>
      <translation>{version}: {reason}. Projektregister mit räumlichem Index lassen sich lesen, aber nicht speichern. Installieren Sie QGIS mit allen Paketen neu.</translation>
    </message>
    <message>
      <source>{why} Several rows name the same area; their areas lie on top of each other.</source>
      <translation>{why} Mehrere Zeilen nennen dasselbe Gebiet; ihre Flächen liegen übereinander.</translation>
    </message>
    <message>
      <source>– choose –</source>
      <translation>– wählen –</translation>
    </message>
    <message>
      <source>– do not take over –</source>
      <translation>– nicht übernehmen –</translation>
    </message>
    <message>
      <source>– none –</source>
      <translation>– keine –</translation>
    </message>
    <message>
      <source>– please choose –</source>
      <translation>– bitte wählen –</translation>
    </message>
    <message>
      <source>– unknown –</source>
      <translation>– unbekannt –</translation>
    </message>
    <message>
      <source>“-” is read as 0, as official statistics mean it: {columns}</source>
      <translation>„-“ wird als 0 gelesen, wie in der amtlichen Statistik üblich: {columns}</translation>
    </message>
    <message>
      <source>“Mine” also shows projects that this municipality leads:</source>
      <translation>„Meine“ zeigt auch Projekte unter Federführung dieser Kommune:</translation>
    </message>
    <message>
      <source>“Search” sends the text to {service} ({host}); nothing else is sent.</source>
      <translation>„Suchen“ schickt den Text an {service} ({host}), sonst nichts.</translation>
    </message>
    <message>
      <source>“auto” finds it out with a few requests.</source>
      <translation>„auto“ ermittelt sie mit wenigen Anfragen.</translation>
    </message>
    <message>
      <source>“auto” goes by the address and the name of the file.</source>
      <translation>„auto“ richtet sich nach der Adresse und dem Namen der Datei.</translation>
    </message>
    <message>
      <source>“auto” tells it by the address, or by asking.</source>
      <translation>„auto“ erkennt sie an der Adresse oder fragt nach.</translation>
    </message>
    <message>
      <source>“nodata” must be a list of numbers and texts</source>
      <translation>„nodata“ muss eine Liste aus Zahlen und Texten sein</translation>
    </message>
    <message>
      <source>“property_column” and “value_column” belong together</source>
      <translation>„property_column“ und „value_column“ gehören zusammen</translation>
    </message>
    <message>
      <source>“time” must be the title of a column, or those of day and clock</source>
      <translation>„time“ muss der Titel einer Spalte sein oder die Titel von Tag und Uhrzeit</translation>
    </message>
    <message>
      <source>“values” must be an object with the titles of columns</source>
      <translation>„values“ muss ein Objekt mit den Titeln von Spalten sein</translation>
    </message>
    <message>
      <source>“{address}” belongs to the catalogue “{title}” of the list, which was chosen instead.</source>
      <translation>„{address}“ gehört zum Katalog „{title}“ der Liste; dieser wurde stattdessen gewählt.</translation>
    </message>
    <message>
      <source>“{address}” cannot be used for addresses: put {placeholder} where the address belongs.</source>
      <translation>„{address}“ taugt nicht für Adressen: Setzen Sie {placeholder} dorthin, wo die Adresse hingehört.</translation>
    </message>
    <message>
      <source>“{address}” cannot be used. An address starts with http:// or https:// and holds no user name or password; store log-ins in QGIS and choose them here.</source>
      <translation>„{address}“ ist nicht verwendbar. Eine Adresse beginnt mit http:// oder https:// und enthält weder Benutzernamen noch Passwort; legen Sie Anmeldungen in QGIS an und wählen Sie sie hier aus.</translation>
    </message>
    <message>
      <source>“{address}” cannot be used. Enter a web address with http:// or https:// and without user name and password, or the full path of a file.</source>
      <translation>„{address}“ ist nicht verwendbar. Geben Sie eine Webadresse mit http:// oder https:// ohne Benutzernamen und Passwort ein oder den vollen Pfad einer Datei.</translation>
    </message>
    <message>
      <source>“{address}” is neither a web address nor a file that can be found. Correct it.</source>
      <translation>„{address}“ ist weder eine Webadresse noch eine auffindbare Datei. Berichtigen Sie die Eingabe.</translation>
    </message>
    <message>
      <source>“{address}” is no SensorThings service. Check the address; it usually ends in /v1.1.</source>
      <translation>„{address}“ ist kein SensorThings-Dienst. Prüfen Sie die Adresse; sie endet meist auf /v1.1.</translation>
    </message>
    <message>
      <source>“{address}” is no address of a service. Enter one that begins with https:// or http://.</source>
      <translation>„{address}“ ist keine Dienstadresse. Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.</translation>
    </message>
    <message>
      <source>“{before}” does not lead to “{after}”.</source>
      <translation>Von „{before}“ führt kein Schritt zu „{after}“.</translation>
    </message>
    <message>
      <source>“{code}” is not in the list of “{field}”. Choose an entry of the list.</source>
      <translation>„{code}“ steht nicht in der Liste „{field}“. Bitte einen Eintrag der Liste wählen.</translation>
    </message>
    <message>
      <source>“{day}” lies in the future. Choose a day that is over, or today.</source>
      <translation>„{day}“ liegt in der Zukunft. Wählen Sie einen vergangenen Tag oder heute.</translation>
    </message>
    <message>
      <source>“{field}” cannot lie in the future.</source>
      <translation>„{field}“ kann nicht in der Zukunft liegen.</translation>
    </message>
    <message>
      <source>“{field}” is missing in an entry of “{list}”.</source>
      <translation>„{field}“ fehlt in einem Eintrag von „{list}“.</translation>
    </message>
    <message>
      <source>“{field}” is missing.</source>
      <translation>„{field}“ fehlt.</translation>
    </message>
    <message>
      <source>“{field}” is missing; DCAT-AP.de demands it ({property}).</source>
      <translation>„{field}“ fehlt; DCAT-AP.de verlangt die Angabe ({property}).</translation>
    </message>
    <message>
      <source>“{field}” is missing; DCAT-AP.de recommends it ({property}).</source>
      <translation>„{field}“ fehlt; DCAT-AP.de empfiehlt die Angabe ({property}).</translation>
    </message>
    <message>
      <source>“{field}” lies in the future. Enter it as “{planned}”, or correct the date.</source>
      <translation>„{field}“ liegt in der Zukunft. Tragen Sie es als „{planned}“ ein, oder berichtigen Sie das Datum.</translation>
    </message>
    <message>
      <source>“{field}” must be a web address that begins with http:// or https://.</source>
      <translation>„{field}“ muss eine Webadresse sein, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
      <source>“{file}” has no sheet with rows.</source>
      <translation>„{file}“ hat kein Blatt mit Zeilen.</translation>
    </message>
    <message>
      <source>“{file}” is no workbook that can be read (XLSX or ODS).</source>
      <translation>„{file}“ ist keine lesbare Arbeitsmappe (XLSX oder ODS).</translation>
    </message>
    <message>
      <source>“{format}” is no known format. Write for example WFS, WMS, GeoJSON or CSV.</source>
      <translation>„{format}“ ist kein bekanntes Format. Schreiben Sie zum Beispiel WFS, WMS, GeoJSON oder CSV.</translation>
    </message>
    <message>
      <source>“{key}” is no list.</source>
      <translation>„{key}“ ist keine Liste.</translation>
    </message>
    <message>
      <source>“{key}” is no municipality or district of the Ruhr. Give an AGS of 8 digits or a name.</source>
      <translation>„{key}“ ist keine Kommune und kein Kreis des Ruhrgebiets. Geben Sie einen achtstelligen AGS oder einen Namen an.</translation>
    </message>
    <message>
      <source>“{key}” is no text.</source>
      <translation>„{key}“ ist kein Text.</translation>
    </message>
    <message>
      <source>“{key}” is not known; possible are {keys}</source>
      <translation>„{key}“ ist nicht bekannt; möglich sind {keys}</translation>
    </message>
    <message>
      <source>“{key}” is too long.</source>
      <translation>„{key}“ ist zu lang.</translation>
    </message>
    <message>
      <source>“{kind}” is no kind of source. Possible are {kinds}.</source>
      <translation>„{kind}“ ist keine Art von Quelle. Möglich sind {kinds}.</translation>
    </message>
    <message>
      <source>“{layer}” does not work with the proposed source; it has its old one again.</source>
      <translation>„{layer}“ funktioniert mit der vorgeschlagenen Quelle nicht; der Layer hat wieder seine alte.</translation>
    </message>
    <message>
      <source>“{layer}” has no coordinate system: nobody knows where its features lie. Set it in the properties of the layer.</source>
      <translation>„{layer}“ hat kein Koordinatenbezugssystem: Niemand weiß, wo die Objekte liegen. Legen Sie es in den Eigenschaften des Layers fest.</translation>
    </message>
    <message>
      <source>“{layer}” has no known coordinate reference system. Set it in the layer properties.</source>
      <translation>Für „{layer}“ ist kein Koordinatenbezugssystem bekannt. Legen Sie es in den Layereigenschaften fest.</translation>
    </message>
    <message>
      <source>“{layer}” is being edited. Save or discard the edits first; the layer was left as it is.</source>
      <translation>„{layer}“ wird gerade bearbeitet. Speichern oder verwerfen Sie zuerst die Änderungen; der Layer blieb, wie er ist.</translation>
    </message>
    <message>
      <source>“{layer}” is embedded from another project. Change it there; the layer was left as it is.</source>
      <translation>„{layer}“ ist aus einem anderen Projekt eingebettet. Ändern Sie den Layer dort; hier blieb er, wie er ist.</translation>
    </message>
    <message numerus="yes">
      <source>“{layer}” is in the layer tree: %n row(s).</source>
      <translation>
        <numerusform>„{layer}“ steht im Layerbaum: %n Zeile.</numerusform>
        <numerusform>„{layer}“ steht im Layerbaum: %n Zeilen.</numerusform>
      </translation>
    </message>
    <message>
      <source>“{layer}” is kept on this computer.</source>
      <translation>„{layer}“ liegt auf diesem Rechner.</translation>
    </message>
    <message>
      <source>“{layer}” is no copy that can be refreshed: its file does not say where it comes from.</source>
      <translation>„{layer}“ ist keine Kopie, die sich aktualisieren lässt: In der Datei steht nicht, woher sie stammt.</translation>
    </message>
    <message>
      <source>“{layer}” is on the map.</source>
      <translation>„{layer}“ ist auf der Karte.</translation>
    </message>
    <message>
      <source>“{layer}” is saved in {file}.</source>
      <translation>„{layer}“ ist in {file} gespeichert.</translation>
    </message>
    <message>
      <source>“{layer}” was left beside the new layer, as it holds edits that are not saved.</source>
      <translation>„{layer}“ blieb neben dem neuen Layer stehen, weil er Änderungen enthält, die nicht gespeichert sind.</translation>
    </message>
    <message>
      <source>“{layer}” was not saved, as it is not complete: {reason} Try again, or allow an incomplete file.</source>
      <translation>„{layer}“ wurde nicht gespeichert, weil Objekte fehlen oder fehlen können: {reason} Versuchen Sie es erneut oder lassen Sie eine unvollständige Datei zu.</translation>
    </message>
    <message>
      <source>“{layer}”, since {date}: {changes}</source>
      <translation>„{layer}“, seit {date}: {changes}</translation>
    </message>
    <message>
      <source>“{layer}”: the copy of {date} is on the map.</source>
      <translation>„{layer}“: Auf der Karte liegt die Kopie, Stand {date}.</translation>
    </message>
    <message>
      <source>“{name}” as of {day} – read only</source>
      <translation>„{name}“, Stand vom {day} – nur lesen</translation>
    </message>
    <message>
      <source>“{name}” exists already. Choose another name, or open the file.</source>
      <translation>„{name}“ gibt es schon. Bitte einen anderen Namen wählen oder die Datei öffnen.</translation>
    </message>
    <message>
      <source>“{name}” exists already. Replace it?</source>
      <translation>„{name}“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
      <source>“{name}” has no coordinate reference system. Set it in the layer's properties, then try again.</source>
      <translation>„{name}“ hat kein Koordinatenbezugssystem. Legen Sie es in den Layereigenschaften fest und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>“{name}” has no rows that could be read as a table.</source>
      <translation>„{name}“ hat keine Zeilen, die sich als Tabelle lesen lassen.</translation>
    </message>
    <message>
      <source>“{name}” has no value. Enter one.</source>
      <translation>„{name}“ hat keinen Wert. Geben Sie einen ein.</translation>
    </message>
    <message>
      <source>“{name}” holds a station that cannot be read: {station}.</source>
      <translation>„{name}“ enthält eine Station, die nicht lesbar ist: {station}.</translation>
    </message>
    <message>
      <source>“{name}” holds no catalogue in a form that can be read (DCAT-AP as RDF/XML, JSON-LD or Turtle).</source>
      <translation>„{name}“ enthält keinen lesbaren Katalog (DCAT-AP als RDF/XML, JSON-LD oder Turtle).</translation>
    </message>
    <message>
      <source>“{name}” holds no features.</source>
      <translation>„{name}“ enthält keine Objekte.</translation>
    </message>
    <message>
      <source>“{name}” holds no list of portals or services. Choose a list that was exported from this plugin.</source>
      <translation>„{name}“ enthält keine Liste von Portalen oder Diensten. Wählen Sie eine Liste, die aus dieser Erweiterung exportiert wurde.</translation>
    </message>
    <message>
      <source>“{name}” holds no measured value that could be read: no row has a time and a number.</source>
      <translation>„{name}“ enthält keinen lesbaren Messwert: Keine Zeile hat eine Zeit und eine Zahl.</translation>
    </message>
    <message>
      <source>“{name}” holds no projects: there is no row in it.</source>
      <translation>„{name}“ enthält keine Projekte: Es steht keine Zeile darin.</translation>
    </message>
    <message>
      <source>“{name}” holds no values.</source>
      <translation>„{name}“ enthält keine Werte.</translation>
    </message>
    <message>
      <source>“{name}” is a GeoPackage, no series store. Import its values into a store, or choose another file.</source>
      <translation>„{name}“ ist ein GeoPackage und kein Messwertspeicher. Lesen Sie seine Werte in einen Speicher ein oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>“{name}” is a map service: it gives pictures, not values. Use a raster file or a coverage service (WCS) saved as GeoTIFF.</source>
      <translation>„{name}“ ist ein Kartendienst: Er liefert Bilder, keine Werte. Verwenden Sie eine Rasterdatei oder einen als GeoTIFF gespeicherten Coverage-Dienst (WCS).</translation>
    </message>
    <message>
      <source>“{name}” is a project register: nothing else is written into it. Choose another name.</source>
      <translation>„{name}“ ist ein Projektregister: Etwas anderes wird nicht hineingeschrieben. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>“{name}” is a web page and no table. Open its address in the browser.</source>
      <translation>„{name}“ ist eine Webseite und keine Tabelle. Öffnen Sie die Adresse im Browser.</translation>
    </message>
    <message numerus="yes">
      <source>“{name}” is named by %n project(s) and cannot be removed. Choose something else there first.</source>
      <translation>
        <numerusform>„{name}“ steht in %n Projekt und kann nicht entfernt werden. Wählen Sie dort zuerst etwas anderes.</numerusform>
        <numerusform>„{name}“ steht in %n Projekten und kann nicht entfernt werden. Wählen Sie dort zuerst etwas anderes.</numerusform>
      </translation>
    </message>
    <message>
      <source>“{name}” is named by projects and was not deleted: {titles}. Choose something else there first.</source>
      <translation>„{name}“ steht in Projekten und wurde nicht gelöscht: {titles}. Wählen Sie dort zuerst etwas anderes.</translation>
    </message>
    <message>
      <source>“{name}” is named by projects of others that your log-in does not show. It was not deleted.</source>
      <translation>„{name}“ steht in Projekten anderer, die Ihre Anmeldung nicht zeigt. Der Eintrag wurde nicht gelöscht.</translation>
    </message>
    <message>
      <source>“{name}” is no GeoJSON that can be read.</source>
      <translation>„{name}“ ist kein lesbares GeoJSON.</translation>
    </message>
    <message>
      <source>“{name}” is no coordinate reference system.</source>
      <translation>„{name}“ ist kein Koordinatenreferenzsystem.</translation>
    </message>
    <message>
      <source>“{name}” is no export of a series store. Load it as a layer instead.</source>
      <translation>„{name}“ ist kein Export eines Messwertspeichers. Laden Sie die Datei stattdessen als Layer.</translation>
    </message>
    <message>
      <source>“{name}” is no export of a series store. Load it as a table of measured values.</source>
      <translation>„{name}“ ist kein Export eines Messwertspeichers. Laden Sie die Datei als Tabelle mit Messwerten.</translation>
    </message>
    <message>
      <source>“{name}” is no file this plugin can read projects from.</source>
      <translation>„{name}“ ist keine Datei, aus der dieses Plugin Projekte lesen kann.</translation>
    </message>
    <message>
      <source>“{name}” is no parameter of this device.</source>
      <translation>„{name}“ ist keine Angabe dieses Geräts.</translation>
    </message>
    <message>
      <source>“{name}” is no project register. Choose a register (GeoPackage) or create a new one.</source>
      <translation>„{name}“ ist kein Projektregister. Bitte ein Register (GeoPackage) wählen oder ein neues anlegen.</translation>
    </message>
    <message>
      <source>“{name}” is no series store. Choose a store of measured values (.sqlite) or create a new one.</source>
      <translation>„{name}“ ist kein Messwertspeicher. Wählen Sie einen Speicher mit Messwerten (.sqlite) oder legen Sie einen neuen an.</translation>
    </message>
    <message>
      <source>“{name}” is no station file of the German weather service, or it is damaged. Download it again.</source>
      <translation>„{name}“ ist keine Stationsdatei des Deutschen Wetterdienstes, oder sie ist beschädigt. Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
      <source>“{name}” is no table of text. Check the format of the file.</source>
      <translation>„{name}“ ist keine Texttabelle. Prüfen Sie das Format der Datei.</translation>
    </message>
    <message>
      <source>“{name}” is no threshold of the checks.</source>
      <translation>„{name}“ ist keine Schwelle der Prüfungen.</translation>
    </message>
    <message>
      <source>“{name}” is not a raster file. Save it as GeoTIFF first (Layer → Save As), then try again.</source>
      <translation>„{name}“ ist keine Rasterdatei. Speichern Sie den Layer zuerst als GeoTIFF (Layer → Speichern als) und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>“{name}” is the file of another layer of this download. Choose another name.</source>
      <translation>„{name}“ ist die Datei eines anderen Layers dieses Downloads. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>“{name}” is the name of several stations. Enter the id of one.</source>
      <translation>„{name}“ heißen mehrere Stationen. Geben Sie die Kennung einer Station ein.</translation>
    </message>
    <message>
      <source>“{name}” is there already and is not overwritten. Choose another name.</source>
      <translation>„{name}“ gibt es schon und wird nicht überschrieben. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>“{name}” is there more than once. Select the entry to keep, and press “Join …”.</source>
      <translation>„{name}“ gibt es mehrfach. Wählen Sie den Eintrag aus, der bleiben soll, und drücken Sie „Zusammenführen …“.</translation>
    </message>
    <message>
      <source>“{name}” is what the new file is made of and would be lost. Choose another name.</source>
      <translation>Aus „{name}“ entsteht die neue Datei; sie ginge dabei verloren. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>“{name}” must be a text</source>
      <translation>„{name}“ muss ein Text sein</translation>
    </message>
    <message>
      <source>“{name}” must be the title of a column or a number</source>
      <translation>„{name}“ muss der Titel einer Spalte oder eine Zahl sein</translation>
    </message>
    <message>
      <source>“{name}” needs what the project lacks: {missing}. Add it to the map, or pick a file in the form.</source>
      <translation>Für „{name}“ fehlt im Projekt noch: {missing}. Fügen Sie es der Karte hinzu oder wählen Sie im Formular eine Datei.</translation>
    </message>
    <message>
      <source>“{name}” was removed.</source>
      <translation>„{name}“ wurde entfernt.</translation>
    </message>
    <message>
      <source>“{name}” was repaired: {read} rows were read, {backup} came from the backup, {lost} are lost. The damaged file is kept as “{kept}”.</source>
      <translation>„{name}“ wurde repariert: {read} Zeilen gelesen, {backup} aus der Sicherung ergänzt, {lost} verloren. Die beschädigte Datei ist als „{kept}“ aufgehoben.</translation>
    </message>
    <message>
      <source>“{path}” is no file of collections, or one of a newer version of the plugin.</source>
      <translation>„{path}“ ist keine Datei mit Sammlungen oder stammt von einer neueren Version der Erweiterung.</translation>
    </message>
    <message>
      <source>“{path}” is too large for a file of collections.</source>
      <translation>„{path}“ ist zu groß für eine Datei mit Sammlungen.</translation>
    </message>
    <message>
      <source>“{place}” is neither a web address nor the full path of a file. Check the options.</source>
      <translation>„{place}“ ist weder eine Webadresse noch der volle Pfad einer Datei. Prüfen Sie die Einstellungen.</translation>
    </message>
    <message>
      <source>“{portal}” already has a data set with the name “{name}”. Choose another name.</source>
      <translation>„{portal}“ hat schon einen Datensatz mit dem Namen „{name}“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>“{portal}” could not be asked for today's address. The address known from the last update was used; the data may be out of date.</source>
      <translation>„{portal}“ ließ sich nicht nach der heutigen Adresse fragen. Verwendet wurde die Adresse vom letzten Stand; die Daten können veraltet sein.</translation>
    </message>
    <message>
      <source>“{portal}” counts {count} data sets but lists {seen} different ones. Search again later.</source>
      <translation>„{portal}“ zählt {count} Datensätze, listet aber {seen} verschiedene. Suchen Sie später noch einmal.</translation>
    </message>
    <message>
      <source>“{portal}” did not make the data set public. It is there as a draft; ask the operator.</source>
      <translation>„{portal}“ hat den Datensatz nicht öffentlich gemacht. Er liegt dort als Entwurf; fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a CKAN portal. Check its address, or choose DKAN as its kind.</source>
      <translation>„{portal}“ antwortet nicht wie ein CKAN-Portal. Prüfen Sie die Adresse oder wählen Sie DKAN als Art.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a CKAN portal. Check its address.</source>
      <translation>„{portal}“ antwortet nicht wie ein CKAN-Portal. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a DKAN portal. Check its address and its kind.</source>
      <translation>„{portal}“ antwortet nicht wie ein DKAN-Portal. Prüfen Sie Adresse und Art.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a catalogue of records (OGC API Records). Check its address.</source>
      <translation>„{portal}“ antwortet nicht als Metadatenkatalog (OGC API Records). Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a catalogue service (CSW). Check its address.</source>
      <translation>„{portal}“ antwortet nicht als Katalogdienst (CSW). Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as an Opendatasoft portal. Check its address and its kind.</source>
      <translation>„{portal}“ antwortet nicht wie ein Opendatasoft-Portal. Prüfen Sie Adresse und Art.</translation>
    </message>
    <message>
      <source>“{portal}” does not let this log-in publish here. Check the log-in and the organisation.</source>
      <translation>„{portal}“ lässt diese Anmeldung hier nicht veröffentlichen. Prüfen Sie Anmeldung und Organisation.</translation>
    </message>
    <message>
      <source>“{portal}” does not tell this log-in of a data set with the name “{name}”: it may be somebody else's draft. Choose another name, or check the log-in.</source>
      <translation>„{portal}“ gibt dieser Anmeldung keine Auskunft über einen Datensatz mit dem Namen „{name}“: Er ist vielleicht ein Entwurf von jemand anderem. Wählen Sie einen anderen Namen, oder prüfen Sie die Anmeldung.</translation>
    </message>
    <message>
      <source>“{portal}” ended early.</source>
      <translation>„{portal}“ hat weniger geliefert als angekündigt.</translation>
    </message>
    <message>
      <source>“{portal}” gave an answer that could not be read.</source>
      <translation>Die Antwort von „{portal}“ konnte nicht gelesen werden.</translation>
    </message>
    <message>
      <source>“{portal}” gave only a part of its data sets ({received}), so no table was written.</source>
      <translation>„{portal}“ hat nur einen Teil seiner Datensätze geliefert ({received}); deshalb wurde keine Tabelle geschrieben.</translation>
    </message>
    <message>
      <source>“{portal}” gave {received} of {expected} data sets, so no table was written.</source>
      <translation>„{portal}“ hat {received} von {expected} Datensätzen geliefert; deshalb wurde keine Tabelle geschrieben.</translation>
    </message>
    <message>
      <source>“{portal}” gave {received} of {expected} data sets. {cause}</source>
      <translation>„{portal}“ hat {received} von {expected} Datensätzen geliefert. {cause}</translation>
    </message>
    <message>
      <source>“{portal}” gives no more than {most} data sets page by page.</source>
      <translation>„{portal}“ gibt seitenweise nicht mehr als {most} Datensätze heraus.</translation>
    </message>
    <message>
      <source>“{portal}” kept {what} differently from what was sent. The data set is still private; look at it in the portal.</source>
      <translation>„{portal}“ hat {what} anders gespeichert als gesendet. Der Datensatz ist noch privat; sehen Sie ihn sich im Portal an.</translation>
    </message>
    <message>
      <source>“{portal}” no longer has the data set of this upload: it was deleted or replaced there. Look at it in the portal, or choose another short name.</source>
      <translation>„{portal}“ hat den hochgeladenen Datensatz nicht mehr: Er wurde dort gelöscht oder ersetzt. Sehen Sie im Portal nach oder wählen Sie einen anderen Kurznamen.</translation>
    </message>
    <message>
      <source>“{portal}” no longer lists the data set “{dataset}”. It may have been renamed: search for it again.</source>
      <translation>„{portal}“ führt den Datensatz „{dataset}“ nicht mehr. Vielleicht wurde er umbenannt: Suchen Sie ihn neu.</translation>
    </message>
    <message>
      <source>“{portal}” no longer lists this resource. The address known from the last update was used; the data may be out of date.</source>
      <translation>„{portal}“ führt diese Ressource nicht mehr. Verwendet wurde die Adresse vom letzten Stand; die Daten können veraltet sein.</translation>
    </message>
    <message>
      <source>“{portal}” no longer lists this resource. The only one of its kind was used instead: “{title}”.</source>
      <translation>„{portal}“ führt diese Ressource nicht mehr. Stattdessen wurde die einzige ihrer Art verwendet: „{title}“.</translation>
    </message>
    <message>
      <source>“{portal}” offers no catalogue of records (OGC API Records). Check its address.</source>
      <translation>„{portal}“ bietet keinen Metadatenkatalog (OGC API Records) an. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{portal}” refused the data set: some field is not as it wants it. See the details.</source>
      <translation>„{portal}“ hat den Datensatz abgelehnt: Eine Angabe passt nicht. Siehe Details.</translation>
    </message>
    <message>
      <source>“{portal}” suddenly lists {met} data sets only. The {missed} others are kept for now.</source>
      <translation>„{portal}“ führt plötzlich nur noch {met} Datensätze auf. Die {missed} übrigen bleiben vorerst erhalten.</translation>
    </message>
    <message>
      <source>“{service}” answered with a web page and not as a feature service. It may want a log-in: choose one beside the address. Or it is the address of a page: give that of a WFS with transactions, or of an OGC API with features.</source>
      <translation>„{service}“ hat mit einer Webseite geantwortet, nicht als Objektdienst. Vielleicht verlangt er eine Anmeldung: Wählen Sie eine bei der Adresse. Oder es ist die Adresse einer Seite: Geben Sie die eines WFS mit Transaktionen oder einer OGC API mit Objekten an.</translation>
    </message>
    <message>
      <source>“{service}” answered with something that is no list of places in Germany. Check its address in the options, or set the place on the map.</source>
      <translation>„{service}“ hat mit etwas geantwortet, das keine Liste von Orten in Deutschland ist. Prüfen Sie seine Adresse in den Optionen, oder setzen Sie den Ort auf der Karte.</translation>
    </message>
    <message>
      <source>“{service}” does not answer as a SensorThings service. Check the address.</source>
      <translation>„{service}“ antwortet nicht als SensorThings-Dienst. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not answer as an OGC API Features service. Check the address.</source>
      <translation>„{service}“ ist anscheinend kein OGC-API-Features-Dienst. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not describe a layer of an ArcGIS service. Give the address of one layer.</source>
      <translation>„{service}“ beschreibt keinen Layer eines ArcGIS-Dienstes. Geben Sie die Adresse eines einzelnen Layers an.</translation>
    </message>
    <message>
      <source>“{service}” does not describe a {kind}. Check the address.</source>
      <translation>„{service}“ beschreibt keinen {kind}. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not describe an ArcGIS service. Check the address.</source>
      <translation>„{service}“ beschreibt keinen ArcGIS-Dienst. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not describe vector tiles. Check the address.</source>
      <translation>„{service}“ beschreibt keine Vektorkacheln. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” is no feature service with a register. Give the address of a WFS with transactions, or of an OGC API with features; a map service (WMS) does not do.</source>
      <translation>„{service}“ ist kein Objektdienst mit einem Register. Geben Sie die Adresse eines WFS mit Transaktionen oder einer OGC API mit Objekten an; ein Kartendienst (WMS) genügt nicht.</translation>
    </message>
    <message>
      <source>“{step}” is not possible yet: {reasons}</source>
      <translation>„{step}“ geht noch nicht: {reasons}</translation>
    </message>
    <message>
      <source>“{text}” and “{other}” are the same name. Keep one of them.</source>
      <translation>„{text}“ und „{other}“ sind derselbe Name. Behalten Sie einen davon.</translation>
    </message>
    <message>
      <source>“{text}” are no coordinates in Germany. Example: “51° 28′ 54,5″ N 7° 12′ 58,3″ O”.</source>
      <translation>„{text}“ ist keine Koordinate in Deutschland. Beispiel: „51° 28′ 54,5″ N 7° 12′ 58,3″ O“.</translation>
    </message>
    <message>
      <source>“{text}” are no coordinates in Germany. Examples: “377000 5705000” (EPSG:25832) or “51,4818 7,2162”.</source>
      <translation>„{text}“ ist keine Koordinate in Deutschland. Beispiele: „377000 5705000“ (EPSG:25832) oder „51,4818 7,2162“.</translation>
    </message>
    <message>
      <source>“{text}” are no years for the normal. Write them like 1991-2020.</source>
      <translation>„{text}“ sind keine Jahre für das langjährige Mittel. Schreiben Sie sie wie 1991-2020.</translation>
    </message>
    <message>
      <source>“{text}” are not two numbers. Separate them by a blank or a semicolon.</source>
      <translation>„{text}“ sind keine zwei Zahlen. Trennen Sie sie durch ein Leerzeichen oder ein Semikolon.</translation>
    </message>
    <message>
      <source>“{text}” can be read in several ways. Separate the two numbers by a blank or a semicolon.</source>
      <translation>„{text}“ ist mehrdeutig. Bitte die beiden Zahlen durch ein Leerzeichen oder ein Semikolon trennen.</translation>
    </message>
    <message>
      <source>“{text}” has no place in {system}. Choose another coordinate system.</source>
      <translation>„{text}“ liegt nirgends in {system}. Wählen Sie ein anderes Koordinatensystem.</translation>
    </message>
    <message>
      <source>“{text}” is neither yes nor no.</source>
      <translation>„{text}“ ist weder ja noch nein.</translation>
    </message>
    <message>
      <source>“{text}” is no address of a PostgreSQL database. Examples: “postgresql://server/database” or “service=name”.</source>
      <translation>„{text}“ ist keine Adresse einer PostgreSQL-Datenbank. Beispiele: „postgresql://server/datenbank“ oder „service=name“.</translation>
    </message>
    <message>
      <source>“{text}” is no code of the register, like RUHR-05916-3, and was left out: the project goes by its title and municipality.</source>
      <translation>„{text}“ ist keine Kennung des Registers wie RUHR-05916-3 und wird übergangen: Das Projekt wird an Titel und Kommune erkannt.</translation>
    </message>
    <message>
      <source>“{text}” is no complete UTMREF grid reference. Example: “32U LC 77000 05000”.</source>
      <translation>„{text}“ ist keine vollständige UTMREF-Angabe. Beispiel: „32U LC 77000 05000“.</translation>
    </message>
    <message>
      <source>“{text}” is no date. Write it like 31.12.2026, 12/2026, Q4 2026 or 2026.</source>
      <translation>„{text}“ ist kein Datum. Schreiben Sie es wie 31.12.2026, 12/2026, Q4 2026 oder 2026.</translation>
    </message>
    <message>
      <source>“{text}” is no duration. Write it like “January to June 2021” or “2023–2025”.</source>
      <translation>„{text}“ ist keine Laufzeit. Schreiben Sie sie wie „Januar bis Juni 2021“ oder „2023–2025“.</translation>
    </message>
    <message>
      <source>“{text}” is no geometry.</source>
      <translation>„{text}“ ist keine Geometrie.</translation>
    </message>
    <message>
      <source>“{text}” is no id of the register and was left out: the project goes by its title and municipality.</source>
      <translation>„{text}“ ist keine Id des Registers und wird übergangen: Das Projekt wird an Titel und Kommune erkannt.</translation>
    </message>
    <message>
      <source>“{text}” is no municipality of the Ruhr metropolis and no key of eight digits.</source>
      <translation>„{text}“ ist keine Kommune der Metropole Ruhr und kein achtstelliger Schlüssel.</translation>
    </message>
    <message>
      <source>“{text}” is no number for “{name}”. Type digits, with a comma before the decimals.</source>
      <translation>„{text}“ ist keine Zahl für „{name}“. Geben Sie Ziffern ein, mit einem Komma vor den Nachkommastellen.</translation>
    </message>
    <message>
      <source>“{text}” is no number.</source>
      <translation>„{text}“ ist keine Zahl.</translation>
    </message>
    <message>
      <source>“{text}” is no observed property this plugin knows. It knows: {names}.</source>
      <translation>„{text}“ ist keine Messgröße, die das Plugin kennt. Es kennt: {names}.</translation>
    </message>
    <message>
      <source>“{text}” is no point in time.</source>
      <translation>„{text}“ ist kein Zeitpunkt.</translation>
    </message>
    <message>
      <source>“{text}” is no register. Give the path of a GeoPackage (.gpkg) or an address such as “postgresql://server/database”, “service=name”, or “https://server/wfs”.</source>
      <translation>„{text}“ ist kein Register. Geben Sie den Pfad eines GeoPackage (.gpkg) an oder eine Adresse wie „postgresql://server/datenbank“, „service=name“ oder „https://server/wfs“.</translation>
    </message>
    <message>
      <source>“{text}” is no time zone that can be used. Enter UTC, MEZ, local or an offset such as +01:00.</source>
      <translation>„{text}“ ist keine verwendbare Zeitzone. Geben Sie UTC, MEZ, local oder einen Versatz wie +01:00 an.</translation>
    </message>
    <message>
      <source>“{text}” is no whole number.</source>
      <translation>„{text}“ ist keine ganze Zahl.</translation>
    </message>
    <message>
      <source>“{text}” is not in the list “{list}”. It holds: {entries}.</source>
      <translation>„{text}“ steht nicht in der Liste „{list}“. Sie enthält: {entries}.</translation>
    </message>
    <message>
      <source>“{text}” look like coordinates in the older Gauss-Krueger system. Choose their coordinate system, so that they are converted exactly.</source>
      <translation>„{text}“ sieht nach Koordinaten im älteren Gauß-Krüger-System aus. Wählen Sie das Koordinatensystem, damit sie genau umgerechnet werden.</translation>
    </message>
    <message>
      <source>“{text}”: the factor has to be a number above zero; 1 leaves the values as they are.</source>
      <translation>„{text}“: Der Faktor muss eine Zahl über null sein; 1 lässt die Werte, wie sie sind.</translation>
    </message>
    <message>
      <source>“{text}”: {quantity} cannot be in “{unit}”. Its unit is {own}, others are converted.</source>
      <translation>„{text}“: {quantity} kann nicht in „{unit}“ angegeben sein. Die Einheit ist {own}, andere werden umgerechnet.</translation>
    </message>
    <message>
      <source>“{text}”: “{quantity}” is no quantity this plugin knows. Choose one from the list.</source>
      <translation>„{text}“: „{quantity}“ ist keine Messgröße, die das Plugin kennt. Wählen Sie eine aus der Liste.</translation>
    </message>
    <message>
      <source>“{title}” has no public place to show.</source>
      <translation>„{title}“ hat keinen öffentlichen Ort, der sich zeigen lässt.</translation>
    </message>
    <message>
      <source>“{title}” is in no catalogue of the list. Add its catalogue, or remove the entry.</source>
      <translation>„{title}“ gehört zu keinem Katalog der Liste. Fügen Sie den Katalog hinzu oder entfernen Sie den Eintrag.</translation>
    </message>
    <message>
      <source>“{title}” is in the collection “{name}”.</source>
      <translation>„{title}“ ist in der Sammlung „{name}“.</translation>
    </message>
    <message>
      <source>“{title}” is internal. The public map layer does not show it.</source>
      <translation>„{title}“ ist intern. Der öffentliche Layer zeigt es nicht.</translation>
    </message>
    <message>
      <source>“{title}” is no data for the map, but: {what}. It was opened in the browser.</source>
      <translation>„{title}“ enthält keine Daten für die Karte, sondern: {what}. Es wurde im Browser geöffnet.</translation>
    </message>
    <message>
      <source>“{title}” is not in the index.</source>
      <translation>„{title}“ steht nicht im Index.</translation>
    </message>
    <message>
      <source>“{title}” was removed from the list.</source>
      <translation>„{title}“ wurde aus der Liste entfernt.</translation>
    </message>
    <message>
      <source>“{value}” can be read in two ways; the other columns decide.</source>
      <translation>„{value}“ ist doppeldeutig; die anderen Spalten entscheiden.</translation>
    </message>
    <message>
      <source>“{value}” can mean thousands or a decimal point; thousands are more usual in German.</source>
      <translation>„{value}“ kann Tausender oder Dezimalpunkt meinen; im Deutschen sind Tausender üblicher.</translation>
    </message>
    <message>
      <source>“{value}” is a name and no number: the column stays text.</source>
      <translation>„{value}“ ist eine Bezeichnung und keine Zahl: Die Spalte bleibt Text.</translation>
    </message>
    <message>
      <source>“{value}” is no coordinate.</source>
      <translation>„{value}“ ist keine Koordinate.</translation>
    </message>
    <message>
      <source>“{value}” is no pair of coordinates.</source>
      <translation>„{value}“ ist kein Koordinatenpaar.</translation>
    </message>
    <message>
      <source>“{value}” is no thousand: other values of the column have four digits without a separator.</source>
      <translation>„{value}“ ist kein Tausender: Andere Werte der Spalte haben vier Ziffern ohne Trennzeichen.</translation>
    </message>
    <message>
      <source>“{value}” is not allowed for “{name}”. Choose an allowed value.</source>
      <translation>„{value}“ ist für „{name}“ nicht erlaubt. Wählen Sie einen erlaubten Wert.</translation>
    </message>
    <message>
      <source>“{value}” is read as a number of the sheet: the point is its decimal sign.</source>
      <translation>„{value}“ wird als Zahl des Tabellenblatts gelesen: Der Punkt ist ihr Dezimalzeichen.</translation>
    </message>
    <message>
      <source>“{value}” is read with a decimal comma, as is usual in German.</source>
      <translation>„{value}“ wird mit Dezimalkomma gelesen, wie im Deutschen üblich.</translation>
    </message>
    <message>
      <source>“{value}” looks like a month or a time of day: the column stays text.</source>
      <translation>„{value}“ sieht wie ein Monat oder eine Uhrzeit aus: Die Spalte bleibt Text.</translation>
    </message>
    <message>
      <source>“{value}” was shortened by a spreadsheet: the last digits of the key are lost.</source>
      <translation>„{value}“ wurde von einer Tabellenkalkulation gekürzt: Die letzten Stellen des Schlüssels sind verloren.</translation>
    </message>
    <message>
      <source>“{word}” stands alone in its line. A group has at least two words, separated by commas.</source>
      <translation>„{word}“ steht allein in seiner Zeile. Eine Gruppe hat mindestens zwei Wörter, mit Komma getrennt.</translation>
    </message>
  </context>
  <context>
    <name>OptionsPage</name>
    <message>
      <source>&amp;Central list of catalogues</source>
      <translation>&amp;Zentrale Liste der Kataloge</translation>
    </message>
    <message>
      <source>&amp;Empty cache</source>
      <translation>Zwischenspeicher &amp;leeren</translation>
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>&amp;GeoPackage</source>
      <translation>Geo&amp;Package-Datei</translation>
    </message>
    <message>
      <source>&amp;Help for this page</source>
      <translation>&amp;Hilfe zu dieser Seite</translation>
    </message>
    <message>
      <source>Address ser&amp;vice for the places of projects (off if empty; {query} stands for the address)</source>
      <translation>A&amp;dressdienst für die Orte von Projekten (aus, wenn leer; {query} steht für die Adresse)</translation>
    </message>
    <message>
      <source>Cache</source>
      <translation>Zwischenspeicher</translation>
    </message>
    <message>
      <source>Control de&amp;vices (Tasking)</source>
      <translation>&amp;Geräte steuern (Tasking)</translation>
    </message>
    <message>
      <source>Expert</source>
      <translation>Erweitert</translation>
    </message>
    <message>
      <source>Give up after silence of</source>
      <translation>Abbrechen, wenn keine Daten kommen, nach</translation>
    </message>
    <message>
      <source>Give up at the latest after</source>
      <translation>Spätestens abbrechen nach</translation>
    </message>
    <message>
      <source>Largest accepted answer</source>
      <translation>Größte zulässige Antwort</translation>
    </message>
    <message>
      <source>Largest size</source>
      <translation>Maximale Größe</translation>
    </message>
    <message>
      <source>Log-in for the service chosen in the sensor room</source>
      <translation>Anmeldung für den im Bereich „Sensoren“ gewählten Dienst</translation>
    </message>
    <message>
      <source>Network limits</source>
      <translation>Zeit- und Größengrenzen im Netz</translation>
    </message>
    <message>
      <source>Project register</source>
      <translation>Projektregister</translation>
    </message>
    <message>
      <source>Sensor&amp;Things services (one address per line)</source>
      <translation>Sensor&amp;Things-Dienste (je Zeile eine Adresse)</translation>
    </message>
    <message>
      <source>Service of the municipal &amp;boundaries (WFS)</source>
      <translation>Dienst der Gemeinde&amp;grenzen (WFS)</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>Dienste</translation>
    </message>
    <message>
      <source>Show technical &amp;details</source>
      <translation>Technische &amp;Details zeigen</translation>
    </message>
    <message>
      <source>Your &amp;name in the history</source>
      <translation>Ihr &amp;Name im Verlauf</translation>
    </message>
  </context>
</TS>
