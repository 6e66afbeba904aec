<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
  <context>
    <name>@default</name>
    <message numerus="yes">
      <source>%n area(s) with values.</source>
      <translation>
        <numerusform>%n Fläche mit Werten.</numerusform>
        <numerusform>%n Flächen mit Werten.</numerusform>
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
      <source>%n corner point(s)</source>
      <translation>
        <numerusform>%n Stützpunkt</numerusform>
        <numerusform>%n Stützpunkte</numerusform>
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
      <source>%n gap(s)</source>
      <translation>
        <numerusform>%n Lücke</numerusform>
        <numerusform>%n Lücken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n hint(s) – click to go there</source>
      <translation>
        <numerusform>%n Hinweis – zum Anspringen anklicken</numerusform>
        <numerusform>%n Hinweise – zum Anspringen anklicken</numerusform>
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
      <source>%n project place(s) on the map</source>
      <translation>
        <numerusform>%n Projektort auf der Karte</numerusform>
        <numerusform>%n Projektorte auf der Karte</numerusform>
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
      <source>%n task(s)</source>
      <translation>
        <numerusform>%n Vorgang</numerusform>
        <numerusform>%n Vorgänge</numerusform>
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
      <source>%n value(s)</source>
      <translation>
        <numerusform>%n Wert</numerusform>
        <numerusform>%n Werte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warning(s), show</source>
      <translation>
        <numerusform>%n Warnung, anzeigen</numerusform>
        <numerusform>%n Warnungen, anzeigen</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Add place</source>
      <translation>Ort &amp;hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Add to map</source>
      <translation>&amp;Zur Karte hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Area:</source>
      <translation>&amp;Gebiet:</translation>
    </message>
    <message>
      <source>&amp;Close register</source>
      <translation>Register &amp;schließen</translation>
    </message>
    <message>
      <source>&amp;Comment on the change</source>
      <translation>&amp;Kommentar zur Änderung</translation>
    </message>
    <message>
      <source>&amp;Copy report</source>
      <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Details</source>
      <translation>&amp;Details</translation>
    </message>
    <message>
      <source>&amp;Edit …</source>
      <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
      <source>&amp;History</source>
      <translation>&amp;Verlauf</translation>
    </message>
    <message>
      <source>&amp;Load stations</source>
      <translation>Stationen &amp;laden</translation>
    </message>
    <message>
      <source>&amp;New register …</source>
      <translation>&amp;Neues Register …</translation>
    </message>
    <message>
      <source>&amp;Only areas in: {name}</source>
      <translation>&amp;Nur Flächen in: {name}</translation>
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
      <source>&amp;Overview</source>
      <translation>Ü&amp;berblick</translation>
    </message>
    <message>
      <source>&amp;Places</source>
      <translation>&amp;Orte</translation>
    </message>
    <message>
      <source>&amp;Reload</source>
      <translation>Neu &amp;laden</translation>
    </message>
    <message>
      <source>&amp;Remove place</source>
      <translation>Ort &amp;entfernen</translation>
    </message>
    <message>
      <source>&amp;Resources</source>
      <translation>&amp;Ressourcen</translation>
    </message>
    <message>
      <source>&amp;Results in this project</source>
      <translation>&amp;Ergebnisse in diesem Projekt</translation>
    </message>
    <message>
      <source>&amp;Search</source>
      <translation>&amp;Suchen</translation>
    </message>
    <message>
      <source>&amp;Solution</source>
      <translation>&amp;Lösung</translation>
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
      <source>&amp;Time, status</source>
      <translation>&amp;Zeit, Status</translation>
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
      <source>,</source>
      <comment>thousands separator</comment>
      <translation>.</translation>
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
      <source>A completed project needs its actual end.</source>
      <translation>Für ein abgeschlossenes Projekt muss das tatsächliche Ende angegeben sein.</translation>
    </message>
    <message>
      <source>A person is named without consent. Ask for it, or name a function mailbox instead.</source>
      <translation>Eine Person ist ohne Einwilligung genannt. Bitte die Einwilligung einholen oder ein Funktionspostfach angeben.</translation>
    </message>
    <message>
      <source>A place has a position that is no number. Set the place again.</source>
      <translation>Die Lage eines Ortes ist keine gültige Koordinate. Bitte den Ort neu setzen.</translation>
    </message>
    <message>
      <source>A place in the register has a damaged geometry. Set the place again.</source>
      <translation>Die Geometrie eines Ortes im Register ist beschädigt. Bitte den Ort neu setzen.</translation>
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
      <source>A published project must be public. Change the visibility or the review state.</source>
      <translation>Ein veröffentlichtes Projekt muss öffentlich sein. Bitte Sichtbarkeit oder Freigabestatus ändern.</translation>
    </message>
    <message>
      <source>A raster file with values, for example temperature, height or noise level.</source>
      <translation>Eine Rasterdatei mit Werten, zum Beispiel Temperatur, Höhe oder Lärmpegel.</translation>
    </message>
    <message>
      <source>A text holds characters that cannot be stored. Type it again instead of pasting it.</source>
      <translation>Ein Text enthält Zeichen, die sich nicht speichern lassen. Bitte eintippen statt einfügen.</translation>
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
    <message>
      <source>Add &amp;portal</source>
      <translation>Portal &amp;hinzufügen</translation>
    </message>
    <message>
      <source>Add a portal by its address</source>
      <translation>Portal über seine Adresse hinzufügen</translation>
    </message>
    <message>
      <source>Add municipality</source>
      <translation>Kommune hinzufügen</translation>
    </message>
    <message>
      <source>Add partner</source>
      <translation>Partner hinzufügen</translation>
    </message>
    <message>
      <source>Add to &amp;map</source>
      <translation>Zur &amp;Karte hinzufügen</translation>
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
      <source>Address of a &amp;SensorThings service</source>
      <translation>Adresse eines &amp;SensorThings-Dienstes</translation>
    </message>
    <message>
      <source>Address of a SensorThings service</source>
      <translation>Adresse eines SensorThings-Dienstes</translation>
    </message>
    <message>
      <source>Adds to each area the number, sum, mean, minimum, maximum and standard deviation of the raster cells in it, for example the mean summer temperature per district from a climate analysis.</source>
      <translation>Ergänzt jede Fläche um Anzahl, Summe, Mittelwert, Minimum, Maximum und Standardabweichung der Rasterzellen darin, zum Beispiel die mittlere Sommertemperatur je Stadtbezirk aus einer Klimaanalyse.</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>Air temperature</source>
      <translation>Lufttemperatur</translation>
    </message>
    <message>
      <source>All measurements</source>
      <translation>Alle Messgrößen</translation>
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
      <source>Areas: {areas}. Raster: {rows} × {cols} cells.</source>
      <translation>Flächen: {areas}. Raster: {rows} × {cols} Zellen.</translation>
    </message>
    <message>
      <source>As of</source>
      <translation>Stand</translation>
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
      <source>Asking {service}</source>
      <translation>{service} wird abgefragt</translation>
    </message>
    <message>
      <source>Asking “{service}” for its layers</source>
      <translation>Layer von „{service}“ werden abgefragt</translation>
    </message>
    <message>
      <source>At most {limit} further fields of action can be named.</source>
      <translation>Es können höchstens {limit} weitere Handlungsfelder genannt werden.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Band</source>
      <translation>Kanal</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
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
      <source>Can be &amp;loaded</source>
      <translation>A&amp;uf der Karte darstellbar</translation>
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
      <source>Challenge</source>
      <translation>Herausforderung</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Changed: {fields}</source>
      <translation>Geändert: {fields}</translation>
    </message>
    <message>
      <source>Changed: {fields} and more</source>
      <translation>Geändert: {fields} und mehr</translation>
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
      <source>Chart as picture …</source>
      <translation>Diagramm als Bild …</translation>
    </message>
    <message>
      <source>Chart: {title}</source>
      <translation>Diagramm: {title}</translation>
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
      <source>Checking that nothing is missing</source>
      <translation>Vollständigkeit wird geprüft</translation>
    </message>
    <message>
      <source>Checking the picture</source>
      <translation>Kartenbild wird geprüft</translation>
    </message>
    <message>
      <source>Checking the services</source>
      <translation>Dienste werden geprüft</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>Choose a station to see its values over time.</source>
      <translation>Wählen Sie eine Station, um den Werteverlauf zu sehen.</translation>
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
      <source>Clear list</source>
      <translation>Liste leeren</translation>
    </message>
    <message>
      <source>Click the place on the map. Esc goes back to the project.</source>
      <translation>Bitte den Ort auf der Karte anklicken. Mit Esc geht es zurück zum Projekt.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>Kommentar</translation>
    </message>
    <message>
      <source>Complete: {received} objects.</source>
      <translation>Vollständig: {received} Objekte.</translation>
    </message>
    <message>
      <source>Contacts</source>
      <translation>Ansprechpersonen</translation>
    </message>
    <message>
      <source>Cop&amp;y address</source>
      <translation>Adresse ko&amp;pieren</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>Details kopieren</translation>
    </message>
    <message>
      <source>Costs cannot be negative.</source>
      <translation>Kosten können nicht negativ sein.</translation>
    </message>
    <message>
      <source>Covers</source>
      <translation>Räumlicher Bezug</translation>
    </message>
    <message>
      <source>Create new</source>
      <translation>Neu anlegen</translation>
    </message>
    <message>
      <source>Creating the project register</source>
      <translation>Projektregister wird angelegt</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Daten</translation>
    </message>
    <message>
      <source>Data of the kind {kind} cannot be put on the map yet.</source>
      <translation>Daten der Art {kind} lassen sich noch nicht zur Karte hinzufügen.</translation>
    </message>
    <message>
      <source>Date of the data</source>
      <translation>Stand der Daten</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete project</source>
      <translation>Projekt löschen</translation>
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
      <source>Deleting the project</source>
      <translation>Projekt wird gelöscht</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>Beschreibung</translation>
    </message>
    <message>
      <source>Detail</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Details</translation>
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
      <source>Double click or Enter zooms the map to the result.</source>
      <translation>Ein Doppelklick oder die Eingabetaste zoomt die Karte auf das Ergebnis.</translation>
    </message>
    <message>
      <source>Emptying the cache</source>
      <translation>Zwischenspeicher wird geleert</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Example: AREAS = districts of Bochum, RASTER = air temperature at 2 pm in 10 m cells, STATISTICS = mean and max. The result shows the mean per district in five classes of equal count.</source>
      <translation>Beispiel: AREAS = Stadtbezirke von Bochum, RASTER = Lufttemperatur um 14 Uhr in 10-m-Zellen, STATISTICS = mean und max. Das Ergebnis zeigt den Mittelwert je Bezirk in fünf gleich stark besetzten Klassen.</translation>
    </message>
    <message>
      <source>Exchange</source>
      <translation>Austausch</translation>
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
      <source>Export values</source>
      <translation>Werte exportieren</translation>
    </message>
    <message>
      <source>Fetched: {time}</source>
      <translation>Abgerufen: {time}</translation>
    </message>
    <message>
      <source>Fetching from {service}</source>
      <translation>{service} wird abgerufen</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>Field of action</source>
      <translation>Handlungsfeld</translation>
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
      <source>Fold or unfold the detail</source>
      <translation>Details auf- oder zuklappen</translation>
    </message>
    <message>
      <source>Folder of the cache</source>
      <translation>Ordner des Zwischenspeichers</translation>
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
      <source>Funded</source>
      <translation>Gefördert</translation>
    </message>
    <message>
      <source>Funding programme</source>
      <translation>Förderprogramm</translation>
    </message>
    <message>
      <source>Further fields of action</source>
      <translation>Weitere Handlungsfelder</translation>
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
      <source>GeoPackage</source>
      <translation>GeoPackage</translation>
    </message>
    <message>
      <source>GeoPackage of the project register</source>
      <translation>GeoPackage des Projektregisters</translation>
    </message>
    <message>
      <source>Give the cache folder with its full path.</source>
      <translation>Geben Sie den Ordner des Zwischenspeichers mit vollem Pfad an.</translation>
    </message>
    <message>
      <source>Go to projects</source>
      <translation>Zu den Projekten</translation>
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
      <source>Hint</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>How warm, high, loud or green is it in each area? Mean, sum, extremes of a raster per polygon.</source>
      <translation>Wie warm, hoch, laut oder grün ist es in jeder Fläche? Mittelwert, Summe und Extremwerte eines Rasters je Polygon.</translation>
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
      <source>Image address</source>
      <translation>Bildadresse</translation>
    </message>
    <message>
      <source>Image credit</source>
      <translation>Bildnachweis</translation>
    </message>
    <message>
      <source>In the QGIS profile</source>
      <translation>Im QGIS-Profil</translation>
    </message>
    <message>
      <source>Input: {title}</source>
      <translation>Eingabe: {title}</translation>
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
      <source>Kept as text; no position is looked up</source>
      <translation>Wird nur als Text gespeichert, ohne Adresssuche</translation>
    </message>
    <message>
      <source>Kind of organisation</source>
      <translation>Art der Organisation</translation>
    </message>
    <message>
      <source>Kind of project</source>
      <translation>Projektart</translation>
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
      <source>Layers</source>
      <translation>Layer</translation>
    </message>
    <message>
      <source>Lead</source>
      <translation>Federführung</translation>
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
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Limits: an area in which no cell centre lies has the count 0 and no other values; choose areas clearly larger than a cell. QGIS's own tool weighs cells by covered area if there are fewer than two centres. Cells count equally, so with a raster in degrees the mean is not weighted by area. Rotated rasters and map services are refused.</source>
      <translation>Grenzen: Eine Fläche, in der kein Zellmittelpunkt liegt, hat die Anzahl 0 und keine weiteren Werte; die Flächen sollten deutlich größer als eine Zelle sein. Das Werkzeug von QGIS gewichtet die Zellen nach überdeckter Fläche, wenn weniger als zwei Mittelpunkte darin liegen. Alle Zellen zählen gleich, bei einem Raster in Grad ist der Mittelwert also nicht flächengewichtet. Gedrehte Raster und Kartendienste werden abgelehnt.</translation>
    </message>
    <message>
      <source>List of geo services</source>
      <translation>Liste der Geodienste</translation>
    </message>
    <message>
      <source>Listed in</source>
      <translation>Katalog</translation>
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
      <source>Looking for &amp;partners</source>
      <translation>&amp;Partner gesucht</translation>
    </message>
    <message>
      <source>Looking for partners</source>
      <translation>Partner gesucht</translation>
    </message>
    <message>
      <source>Making the sample stations</source>
      <translation>Beispielstationen werden angelegt</translation>
    </message>
    <message>
      <source>Map extent</source>
      <translation>Kartenausschnitt</translation>
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
      <source>Method: a cell belongs to an area if its centre lies inside (centre rule). A centre exactly on a shared border counts once, for the area east or south of it. Areas may overlap. Areas in another coordinate system are reprojected to that of the raster; invalid areas are repaired. Cells without a value (NoData, NaN) are left out. The standard deviation is that of all cells (population), as in QGIS's own zonal statistics.</source>
      <translation>Methode: Eine Zelle gehört zu einer Fläche, wenn ihr Mittelpunkt darin liegt (Mittelpunktregel). Ein Mittelpunkt genau auf einer gemeinsamen Grenze zählt einmal, und zwar für die Fläche östlich oder südlich davon. Flächen dürfen sich überlappen. Flächen in einem anderen Koordinatensystem werden in das des Rasters umprojiziert; ungültige Flächen werden repariert. Zellen ohne Wert (NoData, NaN) werden nicht berücksichtigt. Die Standardabweichung gilt für die Gesamtheit der Zellen, wie in der Zonenstatistik von QGIS.</translation>
    </message>
    <message>
      <source>Method: {method}</source>
      <translation>Methode: {method}</translation>
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
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name the source.</source>
      <translation>Quelle muss genannt werden.</translation>
    </message>
    <message>
      <source>New in the register</source>
      <translation>Neu im Register</translation>
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
      <source>No connection to the service “{service}”. Check the network, the proxy settings and the address.</source>
      <translation>Keine Verbindung zum Dienst „{service}“. Prüfen Sie das Netzwerk, die Proxy-Einstellungen und die Adresse.</translation>
    </message>
    <message>
      <source>No field of action</source>
      <translation>Ohne Handlungsfeld</translation>
    </message>
    <message>
      <source>No licence stated. Ask the publisher before you use the data.</source>
      <translation>Keine Lizenz angegeben. Fragen Sie den Herausgeber, bevor Sie die Daten nutzen.</translation>
    </message>
    <message>
      <source>No number</source>
      <translation>Keine Zahl</translation>
    </message>
    <message>
      <source>No program on this computer opens the help page. Open this file by hand: {path}</source>
      <translation>Auf diesem Rechner öffnet kein Programm die Hilfeseite. Öffnen Sie diese Datei selbst: {path}</translation>
    </message>
    <message>
      <source>No project register yet. A register is a file with the projects of your municipality or region.</source>
      <translation>Noch kein Projektregister. Ein Register ist eine Datei mit den Projekten Ihrer Kommune oder Region.</translation>
    </message>
    <message>
      <source>No results yet. They appear here and on the map once an analysis has run.</source>
      <translation>Noch keine Ergebnisse. Sie erscheinen hier und auf der Karte, sobald eine Analyse gelaufen ist.</translation>
    </message>
    <message>
      <source>No station has a value.</source>
      <translation>Keine Station liefert einen Wert.</translation>
    </message>
    <message>
      <source>No stations yet. Enter the address of a SensorThings service, or open the sample.</source>
      <translation>Noch keine Stationen. Geben Sie die Adresse eines SensorThings-Dienstes ein oder öffnen Sie das Beispiel.</translation>
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
      <source>None of these stations has a place that can be shown on the map.</source>
      <translation>Keine dieser Stationen hat einen Standort, der sich auf der Karte zeigen lässt.</translation>
    </message>
    <message>
      <source>Not encrypted (http)</source>
      <translation>Unverschlüsselt (http)</translation>
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
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Note on the transfer</source>
      <translation>Hinweis zur Übertragung</translation>
    </message>
    <message>
      <source>Nothing is fetched until you ask for it.</source>
      <translation>Es wird nichts abgerufen, bevor Sie es anfordern.</translation>
    </message>
    <message>
      <source>Nothing new in this area.</source>
      <translation>In diesem Gebiet gibt es nichts Neues.</translation>
    </message>
    <message>
      <source>Nothing was found for “{words}” in {portal}.</source>
      <translation>Zu „{words}“ wurde in {portal} nichts gefunden.</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message numerus="yes">
      <source>On the map: %n station value(s).</source>
      <translation>
        <numerusform>Auf der Karte: %n Stationswert.</numerusform>
        <numerusform>Auf der Karte: %n Stationswerte.</numerusform>
      </translation>
    </message>
    <message>
      <source>Only {received} of {wanted} municipalities came; the stored boundaries were kept. Missing: {names}.</source>
      <translation>Nur {received} von {wanted} Kommunen wurden geliefert; die gespeicherten Grenzen bleiben erhalten. Es fehlen: {names}.</translation>
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
      <source>Open demo workspace</source>
      <translation>Demo-Arbeitsbereich öffnen</translation>
    </message>
    <message>
      <source>Open in &amp;browser</source>
      <translation>Im &amp;Browser öffnen</translation>
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
      <source>Open …</source>
      <translation>Öffnen …</translation>
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
      <source>Organisation</source>
      <translation>Organisation</translation>
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
      <source>Part&amp;icipants</source>
      <translation>Be&amp;teiligte</translation>
    </message>
    <message>
      <source>Participating m&amp;unicipalities</source>
      <translation>Beteiligte Kommu&amp;nen</translation>
    </message>
    <message>
      <source>Partners</source>
      <translation>Partner</translation>
    </message>
    <message>
      <source>Partners and other participa&amp;nts</source>
      <translation>Partner und weitere Beteili&amp;gte</translation>
    </message>
    <message>
      <source>Phase</source>
      <translation>Phase</translation>
    </message>
    <message>
      <source>Pick on &amp;map</source>
      <translation>Auf der Karte &amp;wählen</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Orte</translation>
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
      <source>Plugin</source>
      <translation>Erweiterung</translation>
    </message>
    <message>
      <source>Plugin version: {version}</source>
      <translation>Version der Erweiterung: {version}</translation>
    </message>
    <message>
      <source>Polygons, for example districts, blocks or municipalities. A selection is respected.</source>
      <translation>Polygone, zum Beispiel Stadtbezirke, Baublöcke oder Gemeinden. Eine Auswahl wird beachtet.</translation>
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
      <source>Preset by your administrator.</source>
      <translation>Von Ihrer Administration vorgegeben.</translation>
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
      <source>Project created</source>
      <translation>Projekt angelegt</translation>
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
      <source>Proxy</source>
      <translation>Proxy</translation>
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
      <source>QGIS could not open the register “{name}” as a map layer.</source>
      <translation>QGIS konnte das Register „{name}“ nicht als Layer öffnen.</translation>
    </message>
    <message>
      <source>QGIS profile</source>
      <translation>QGIS-Profil</translation>
    </message>
    <message>
      <source>QGIS's plugin “Processing” is switched off, and analyses run in it. Switch it on under Plugins → Manage and Install Plugins.</source>
      <translation>Die QGIS-Erweiterung „Processing“ ist ausgeschaltet; die Analysen laufen darin. Schalten Sie sie unter Erweiterungen → Erweiterungen verwalten und installieren ein.</translation>
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
      <source>Reading the history</source>
      <translation>Verlauf wird gelesen</translation>
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
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Reason for the status</source>
      <translation>Grund für den Status</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Aktualisieren</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
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
      <source>Remove filters</source>
      <translation>Filter entfernen</translation>
    </message>
    <message>
      <source>Remove municipality</source>
      <translation>Kommune entfernen</translation>
    </message>
    <message>
      <source>Remove partner</source>
      <translation>Partner entfernen</translation>
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
      <source>Resources</source>
      <translation>Ressourcen</translation>
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
      <source>Review state</source>
      <translation>Freigabestatus</translation>
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
      <source>Role of the organisation</source>
      <translation>Rolle der Organisation</translation>
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
      <source>Ruhr Smart City</source>
      <translation>Ruhr Smart City</translation>
    </message>
    <message>
      <source>Ruhr Smart City (sample)</source>
      <translation>Ruhr Smart City (Beispiel)</translation>
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
      <source>Save (Ctrl+S)</source>
      <translation>Speichern (Strg+S)</translation>
    </message>
    <message>
      <source>Save mine as a copy</source>
      <translation>Meine als Kopie speichern</translation>
    </message>
    <message numerus="yes">
      <source>Saved %n time(s)</source>
      <translation>
        <numerusform>%n-mal gespeichert</numerusform>
        <numerusform>%n-mal gespeichert</numerusform>
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
      <source>Saving the project</source>
      <translation>Projekt wird gespeichert</translation>
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
      <source>Search here</source>
      <translation>Hier suchen</translation>
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
      <source>Search without words</source>
      <translation>Ohne Suchwörter suchen</translation>
    </message>
    <message>
      <source>Search words</source>
      <translation>Suchwörter</translation>
    </message>
    <message>
      <source>Search, e.g. trees, noise, schools</source>
      <translation>Suchen, z. B. Bäume, Lärm, Schulen</translation>
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
      <source>Selected place</source>
      <translation>Gewählter Ort</translation>
    </message>
    <message>
      <source>Sensors</source>
      <translation>Sensoren</translation>
    </message>
    <message>
      <source>Short title</source>
      <translation>Kurztitel</translation>
    </message>
    <message>
      <source>Show &amp;internal projects on the map (INTERN)</source>
      <translation>&amp;Interne Projekte auf der Karte zeigen (INTERN)</translation>
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
      <source>Smart City projects</source>
      <translation>Smart-City-Projekte</translation>
    </message>
    <message>
      <source>Smart City projects (routes)</source>
      <translation>Smart-City-Projekte (Trassen)</translation>
    </message>
    <message>
      <source>Smart City projects – INTERN</source>
      <translation>Smart-City-Projekte – INTERN</translation>
    </message>
    <message>
      <source>Solution</source>
      <translation>Lösung</translation>
    </message>
    <message>
      <source>Somebody else</source>
      <translation>Jemand anderes</translation>
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
      <source>Source note</source>
      <translation>Quellenvermerk</translation>
    </message>
    <message>
      <source>Spatial effect</source>
      <translation>Raumwirkung</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Stations</source>
      <translation>Stationen</translation>
    </message>
    <message>
      <source>Statistics</source>
      <translation>Kennwerte</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message numerus="yes">
      <source>Stopped after %n station(s).</source>
      <translation>
        <numerusform>Nach %n Station abgebrochen.</numerusform>
        <numerusform>Nach %n Stationen abgebrochen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Storing the boundaries</source>
      <translation>Grenzen werden gespeichert</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>Kurztext</translation>
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
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <source>Technologies</source>
      <translation>Technologien</translation>
    </message>
    <message>
      <source>Temporary folder</source>
      <translation>Temporärer Ordner</translation>
    </message>
    <message>
      <source>The address contains a user name or password and was not opened. Store the log-in in QGIS instead.</source>
      <translation>Die Adresse enthält einen Benutzernamen oder ein Passwort und wurde nicht geöffnet. Hinterlegen Sie die Anmeldung in QGIS.</translation>
    </message>
    <message>
      <source>The address is no web address (http or https). It was not opened.</source>
      <translation>Die Adresse ist keine Webadresse (http oder https) und wurde nicht geöffnet.</translation>
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
      <source>The areas already have a field “{old}”; the new one is called “{new}”.</source>
      <translation>Die Flächen haben schon ein Feld „{old}“; das neue heißt „{new}“.</translation>
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
      <source>The backup “{name}” could not be written. Check the rights on the folder.</source>
      <translation>Die Sicherung „{name}“ konnte nicht geschrieben werden. Bitte die Rechte am Ordner prüfen.</translation>
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
      <source>The certificate of the service “{service}” is not trusted, so nothing was fetched. Ask your administrator to add the certificate authority in the QGIS options under Authentication.</source>
      <translation>Das Zertifikat des Dienstes „{service}“ ist nicht vertrauenswürdig, deshalb wurde nichts abgerufen. Bitten Sie Ihre Administration, die Zertifizierungsstelle in den QGIS-Optionen unter „Authentifizierung“ einzutragen.</translation>
    </message>
    <message>
      <source>The check for missing objects failed: {reason}</source>
      <translation>Die Prüfung auf fehlende Objekte ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
      <source>The coordinate is 0, 0: the place is missing in the source.</source>
      <translation>Die Koordinate ist 0, 0: In der Quelle fehlt die Lage.</translation>
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
    <message numerus="yes">
      <source>The coordinates of %n station(s) were wrong in the source (axes or reference system) and were corrected.</source>
      <translation>
        <numerusform>Die Koordinaten von %n Station waren in der Quelle falsch (Achsen oder Bezugssystem) und wurden berichtigt.</numerusform>
        <numerusform>Die Koordinaten von %n Stationen waren in der Quelle falsch (Achsen oder Bezugssystem) und wurden berichtigt.</numerusform>
      </translation>
    </message>
    <message>
      <source>The data were changed.</source>
      <translation>Die Daten wurden verändert.</translation>
    </message>
    <message>
      <source>The date of the statement lies in the future.</source>
      <translation>Das Datum „Stand“ liegt in der Zukunft.</translation>
    </message>
    <message>
      <source>The demo workspace is open. All values in it are samples, nothing is measured.</source>
      <translation>Der Demo-Arbeitsbereich ist geöffnet. Alle Werte darin sind Beispiele, nichts davon ist gemessen.</translation>
    </message>
    <message>
      <source>The end lies before the start. Correct one of the two dates.</source>
      <translation>Das Ende liegt vor dem Beginn. Bitte eine der beiden Datumsangaben korrigieren.</translation>
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
      <source>The folder {folder} cannot be written. Check its rights.</source>
      <translation>Der Ordner {folder} ist nicht beschreibbar. Prüfen Sie die Schreibrechte.</translation>
    </message>
    <message numerus="yes">
      <source>The latest values of %n measurement(s) could not be loaded.</source>
      <translation>
        <numerusform>Der neueste Wert von %n Messreihe konnte nicht geladen werden.</numerusform>
        <numerusform>Die neuesten Werte von %n Messreihen konnten nicht geladen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>The layer “{layer}” of the service “{service}” cannot be opened. Try again later.</source>
      <translation>Der Layer „{layer}“ des Dienstes „{service}“ lässt sich nicht öffnen. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The layer “{name}” cannot be opened.</source>
      <translation>Der Layer „{name}“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
      <source>The list “{name}” cannot be read. Install the plugin again.</source>
      <translation>Die Liste „{name}“ lässt sich nicht lesen. Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
      <source>The log-in chosen for the service “{service}” could not be read. Unlock the authentication database or choose another log-in.</source>
      <translation>Die für den Dienst „{service}“ gewählte Anmeldung konnte nicht gelesen werden. Entsperren Sie die Authentifizierungsdatenbank oder wählen Sie eine andere Anmeldung.</translation>
    </message>
    <message numerus="yes">
      <source>The measurements of %n station(s) could not be loaded completely.</source>
      <translation>
        <numerusform>Die Messreihen von %n Station konnten nicht vollständig geladen werden.</numerusform>
        <numerusform>Die Messreihen von %n Stationen konnten nicht vollständig geladen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>The next page of “{address}” lies at another address and was not loaded. Tell the operator.</source>
      <translation>Die nächste Seite von „{address}“ liegt unter einer anderen Adresse und wurde nicht geladen. Bitte dem Betreiber melden.</translation>
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
      <source>The plugin asked a service in a way that would freeze QGIS, and stopped itself. Please report this.</source>
      <translation>Die Erweiterung hat eine Dienstabfrage abgebrochen, weil sie QGIS blockiert hätte. Bitte melden Sie das.</translation>
    </message>
    <message>
      <source>The portal “{portal}” refused the search: {reason}. Change the search words or try again later.</source>
      <translation>Das Portal „{portal}“ hat die Suche abgelehnt: {reason}. Ändern Sie die Suchwörter oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
      <source>The progress lies between 0 and 100 percent.</source>
      <translation>Der Fortschritt muss zwischen 0 und 100 Prozent liegen.</translation>
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
      <source>The project has a spatial effect, but no place. Add a place or a municipality.</source>
      <translation>Das Projekt hat eine Raumwirkung, aber keinen Ort. Bitte einen Ort oder eine Kommune ergänzen.</translation>
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
      <source>The project is public, but none of its places is. The public map does not show it.</source>
      <translation>Das Projekt ist öffentlich, aber keiner seiner Orte. Auf der öffentlichen Karte fehlt es daher.</translation>
    </message>
    <message>
      <source>The project was deleted by somebody else meanwhile. Nothing was saved yet.</source>
      <translation>Das Projekt wurde inzwischen von jemand anderem gelöscht. Es wurde noch nichts gespeichert.</translation>
    </message>
    <message>
      <source>The project was not saved yet.</source>
      <translation>Das Projekt wurde noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>The proxy between you and the service “{service}” refused the connection or asks for a log-in. Check the proxy in the QGIS options under Network.</source>
      <translation>Der Proxy zwischen Ihnen und dem Dienst „{service}“ hat die Verbindung abgelehnt oder verlangt eine Anmeldung. Prüfen Sie den Proxy in den QGIS-Optionen unter „Netzwerk“.</translation>
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
      <source>The register cannot be created in “{folder}”: the folder is write-protected. Choose another folder.</source>
      <translation>Das Register kann in „{folder}“ nicht angelegt werden: Der Ordner ist schreibgeschützt. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>The register did not take over the record as it was sent. Nothing was saved.</source>
      <translation>Das Register hat den Datensatz nicht unverändert übernommen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>The register lies on a network drive. Only one person at a time should edit it there.</source>
      <translation>Das Register liegt auf einem Netzlaufwerk. Dort sollte immer nur eine Person daran arbeiten.</translation>
    </message>
    <message>
      <source>The register “{name}” can be read but not changed: the file or its folder is write-protected. Copy it to a folder of your own to edit it.</source>
      <translation>Das Register „{name}“ kann gelesen, aber nicht geändert werden: Die Datei oder ihr Ordner ist schreibgeschützt. Zum Bearbeiten bitte in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot be opened. Check the rights on the file.</source>
      <translation>Das Register „{name}“ kann nicht geöffnet werden. Bitte die Rechte an der Datei prüfen.</translation>
    </message>
    <message>
      <source>The register “{name}” cannot be read completely. Open its latest backup.</source>
      <translation>Das Register „{name}“ kann nicht vollständig gelesen werden. Bitte die letzte Sicherung öffnen.</translation>
    </message>
    <message>
      <source>The register “{name}” could not be used. Nothing was saved; the details are in the log.</source>
      <translation>Das Register „{name}“ konnte nicht verwendet werden. Es wurde nichts gespeichert; Details stehen im Protokoll.</translation>
    </message>
    <message>
      <source>The register “{name}” is damaged. Open its latest backup, and keep this file for a repair.</source>
      <translation>Das Register „{name}“ ist beschädigt. Bitte die letzte Sicherung öffnen und diese Datei für eine Reparatur aufbewahren.</translation>
    </message>
    <message>
      <source>The register “{name}” is in use by another program. Finish the work there and try again.</source>
      <translation>Das Register „{name}“ wird gerade von einem anderen Programm benutzt. Bitte die Arbeit dort beenden und erneut versuchen.</translation>
    </message>
    <message>
      <source>The register “{name}” is no longer there. Choose where it is now, or create a new one.</source>
      <translation>Das Register „{name}“ ist nicht mehr vorhanden. Bitte den neuen Speicherort wählen oder ein neues Register anlegen.</translation>
    </message>
    <message>
      <source>The register “{name}” refused the record because it contradicts another one. Nothing was saved.</source>
      <translation>Das Register „{name}“ hat den Datensatz abgelehnt, weil er einem anderen widerspricht. Es wurde nichts gespeichert.</translation>
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
      <source>The result could not be written completely. Check the free space of the disk.</source>
      <translation>Das Ergebnis konnte nicht vollständig geschrieben werden. Prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
      <source>The result has one field for each.</source>
      <translation>Das Ergebnis hat für jeden Kennwert ein Feld.</translation>
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
      <source>The schematic areas could not be drawn.</source>
      <translation>Die schematischen Flächen konnten nicht gezeichnet werden.</translation>
    </message>
    <message>
      <source>The service does not deliver stations with their values in one request; they were read one by one.</source>
      <translation>Der Dienst liefert Stationen und Werte nicht gemeinsam; sie wurden einzeln abgefragt.</translation>
    </message>
    <message>
      <source>The service has no stations.</source>
      <translation>Der Dienst hat keine Stationen.</translation>
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
      <source>The service “{address}” repeats its pages, so the rest cannot be loaded. Tell the operator.</source>
      <translation>Der Dienst „{address}“ liefert dieselben Seiten mehrfach, daher lässt sich der Rest nicht laden. Bitte dem Betreiber melden.</translation>
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
      <source>The service “{service}” did not answer with objects.</source>
      <translation>Der Dienst „{service}“ hat keine Objekte geliefert.</translation>
    </message>
    <message>
      <source>The service “{service}” did not answer within {seconds} s. Check the network or try again.</source>
      <translation>Der Dienst „{service}“ hat nicht innerhalb von {seconds} s geantwortet. Prüfen Sie das Netzwerk oder versuchen Sie es erneut.</translation>
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
      <source>The service “{service}” refused the request: {reason} Check layer and area, or ask the operator.</source>
      <translation>Der Dienst „{service}“ hat die Anfrage abgelehnt: {reason} Prüfen Sie Layer und Gebiet oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The service “{service}” sent a broken answer. Try again, or tell the service's operator.</source>
      <translation>Der Dienst „{service}“ hat eine fehlerhafte Antwort geschickt. Versuchen Sie es erneut oder melden Sie es dem Betreiber.</translation>
    </message>
    <message>
      <source>The size is being measured …</source>
      <translation>Die Größe wird ermittelt …</translation>
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
      <source>The stored boundaries in {path} cannot be read. Load them again.</source>
      <translation>Die gespeicherten Grenzen in {path} sind nicht lesbar. Laden Sie sie neu.</translation>
    </message>
    <message>
      <source>The style of the result could not be loaded; the layer has a plain one.</source>
      <translation>Die Darstellung des Ergebnisses konnte nicht geladen werden; der Layer ist nur einfach dargestellt.</translation>
    </message>
    <message>
      <source>The summary has {count} characters; {limit} are allowed. The description has room for the rest.</source>
      <translation>Der Kurztext hat {count} Zeichen; {limit} sind erlaubt. Für den Rest ist in der Beschreibung Platz.</translation>
    </message>
    <message>
      <source>The time limit for a whole answer is shorter than that for silence. Make it at least as long.</source>
      <translation>Die Zeitgrenze für die gesamte Antwort ist kürzer als die Wartezeit ohne Daten. Sie muss mindestens gleich lang sein.</translation>
    </message>
    <message>
      <source>The values were not loaded.</source>
      <translation>Die Werte wurden nicht geladen.</translation>
    </message>
    <message>
      <source>Themes</source>
      <translation>Themen</translation>
    </message>
    <message>
      <source>There are no values in this period.</source>
      <translation>In diesem Zeitraum gibt es keine Werte.</translation>
    </message>
    <message>
      <source>There is already a project of this title in the same municipality.</source>
      <translation>In derselben Kommune gibt es schon ein Projekt mit diesem Titel.</translation>
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
      <source>These are hits from {portal}, {time}.</source>
      <translation>Diese Treffer stammen aus {portal}, abgefragt um {time} Uhr.</translation>
    </message>
    <message>
      <source>These look like coordinates in the older Gauss-Krueger system. Convert them to EPSG:25832 first, or click the place on the map.</source>
      <translation>Das sind vermutlich Koordinaten im älteren Gauß-Krüger-System. Bitte zuerst nach EPSG:25832 umrechnen oder den Ort auf der Karte anklicken.</translation>
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
      <source>This result has no place on the map: it holds no areas.</source>
      <translation>Dieses Ergebnis lässt sich nicht auf der Karte zeigen: Es enthält keine Flächen.</translation>
    </message>
    <message>
      <source>Tidying the cache</source>
      <translation>Zwischenspeicher wird aufgeräumt</translation>
    </message>
    <message>
      <source>Time (local)</source>
      <translation>Zeit (Ortszeit)</translation>
    </message>
    <message>
      <source>Times and values do not belong together: their numbers differ.</source>
      <translation>Zeiten und Werte passen nicht zusammen: Ihre Anzahl ist unterschiedlich.</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>Too large to load as a whole; only the objects of the map view are loaded.</source>
      <translation>Zu groß, um vollständig geladen zu werden; geladen werden nur die Objekte im Kartenausschnitt.</translation>
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
      <source>UTM 32</source>
      <translation>UTM 32</translation>
    </message>
    <message>
      <source>UTM 32 with the zone before the easting</source>
      <translation>UTM 32 mit der Zone vor dem Ostwert</translation>
    </message>
    <message>
      <source>UTM 32, northing before easting</source>
      <translation>UTM 32, Nordwert vor Ostwert</translation>
    </message>
    <message>
      <source>Unnamed place</source>
      <translation>Ort ohne Namen</translation>
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
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Value ({unit})</source>
      <translation>Wert ({unit})</translation>
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
      <source>Values over &amp;time</source>
      <translation>Werte&amp;verlauf</translation>
    </message>
    <message>
      <source>Version {version} is too old.</source>
      <translation>Version {version} ist zu alt.</translation>
    </message>
    <message>
      <source>Visibility</source>
      <translation>Sichtbarkeit</translation>
    </message>
    <message>
      <source>Website</source>
      <translation>Website</translation>
    </message>
    <message>
      <source>What is &amp;new</source>
      <translation>Was ist &amp;neu</translation>
    </message>
    <message>
      <source>What the plugin found on this computer. Services are contacted only by “Check services”.</source>
      <translation>Was die Erweiterung auf diesem Rechner vorfindet. Dienste werden nur über „Dienste prüfen“ abgefragt.</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Wer</translation>
    </message>
    <message>
      <source>Whole Ruhr metropolis</source>
      <translation>Gesamte Metropole Ruhr</translation>
    </message>
    <message numerus="yes">
      <source>Without a place and so not on the map: %n station(s).</source>
      <translation>
        <numerusform>Ohne Standort und daher nicht auf der Karte: %n Station.</numerusform>
        <numerusform>Ohne Standort und daher nicht auf der Karte: %n Stationen.</numerusform>
      </translation>
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
      <source>Your own value. Your administrator's preset: {value}</source>
      <translation>Ihr eigener Wert. Vorgabe Ihrer Administration: {value}</translation>
    </message>
    <message>
      <source>Zonal statistics, centre rule (ruhr:zonalstatistics)</source>
      <translation>Rasterstatistik je Fläche, Mittelpunktregel (ruhr:zonalstatistics)</translation>
    </message>
    <message>
      <source>Zoom the map to the area</source>
      <translation>Karte auf das Gebiet zoomen</translation>
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
      <source>a layer with polygons</source>
      <translation>ein Layer mit Polygonen</translation>
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
      <source>an image</source>
      <translation>ein Bild</translation>
    </message>
    <message>
      <source>below {limit}</source>
      <translation>unter {limit}</translation>
    </message>
    <message>
      <source>by official key</source>
      <translation>nach amtlichem Schlüssel</translation>
    </message>
    <message>
      <source>by publisher</source>
      <translation>nach Herausgeber</translation>
    </message>
    <message>
      <source>by title</source>
      <translation>nach Titel</translation>
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
      <source>completeness unproven</source>
      <translation>Vollständigkeit nicht belegt</translation>
    </message>
    <message>
      <source>d MMM</source>
      <translation>dd.MM.</translation>
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
      <source>en</source>
      <translation>de</translation>
    </message>
    <message>
      <source>en</source>
      <comment>language of data tables</comment>
      <translation>de</translation>
    </message>
    <message>
      <source>from {low} to {high}</source>
      <translation>von {low} bis {high}</translation>
    </message>
    <message>
      <source>good</source>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <source>invented pattern, nothing is measured</source>
      <translation>erfundenes Muster, nichts davon ist gemessen</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>latitude and longitude</source>
      <translation>Breite und Länge</translation>
    </message>
    <message>
      <source>licence unknown</source>
      <translation>Lizenz unbekannt</translation>
    </message>
    <message>
      <source>longitude before latitude</source>
      <translation>Länge vor Breite</translation>
    </message>
    <message>
      <source>map view only</source>
      <translation>nur Kartenausschnitt</translation>
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
      <source>no municipality of the Ruhr metropolis</source>
      <translation>keine Kommune der Metropole Ruhr</translation>
    </message>
    <message>
      <source>no reason given</source>
      <translation>ohne Begründung</translation>
    </message>
    <message>
      <source>no value</source>
      <translation>kein Wert</translation>
    </message>
    <message>
      <source>none set in QGIS</source>
      <translation>in QGIS keiner eingestellt</translation>
    </message>
    <message>
      <source>not open</source>
      <translation>nicht offen</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>keine Angabe</translation>
    </message>
    <message>
      <source>note</source>
      <translation>Hinweis</translation>
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
      <source>online</source>
      <translation>online</translation>
    </message>
    <message>
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>picked on the map</source>
      <translation>auf der Karte gewählt</translation>
    </message>
    <message>
      <source>problem</source>
      <translation>Problem</translation>
    </message>
    <message>
      <source>silent</source>
      <translation>ohne aktuelle Werte</translation>
    </message>
    <message>
      <source>switched on in QGIS, but without a host</source>
      <translation>in QGIS eingeschaltet, aber ohne Serveradresse</translation>
    </message>
    <message>
      <source>synthetic air temperature, °C</source>
      <translation>synthetische Lufttemperatur, °C</translation>
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
      <source>with conditions</source>
      <translation>mit Bedingungen</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <source>yyyy-MM-dd HH:mm</source>
      <translation>dd.MM.yyyy HH:mm</translation>
    </message>
    <message>
      <source>{code} – changed {time} by {name}, version {version}</source>
      <translation>{code} – geändert am {time} von {name}, Version {version}</translation>
    </message>
    <message>
      <source>{count} objects received</source>
      <translation>{count} Objekte empfangen</translation>
    </message>
    <message>
      <source>{expected} objects in the service; only those of the map view are loaded.</source>
      <translation>{expected} Objekte im Dienst; geladen werden nur die im Kartenausschnitt.</translation>
    </message>
    <message>
      <source>{limit} and more</source>
      <translation>{limit} und mehr</translation>
    </message>
    <message>
      <source>{low} to below {high}</source>
      <translation>{low} bis unter {high}</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} und {count} weitere</translation>
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
      <source>{name} has saved this project since you opened it. Nothing was saved yet.</source>
      <translation>{name} hat dieses Projekt gespeichert, seit Sie es geöffnet haben. Es wurde noch nichts gespeichert.</translation>
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
      <source>{path} holds no stations that can be read.</source>
      <translation>{path} enthält keine lesbaren Stationen.</translation>
    </message>
    <message>
      <source>{portal} has no data sets.</source>
      <translation>{portal} enthält keine Datensätze.</translation>
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
      <source>{title} (copy)</source>
      <translation>{title} (Kopie)</translation>
    </message>
    <message>
      <source>{title} (synthetic)</source>
      <translation>{title} (synthetisch)</translation>
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
      <source>– none –</source>
      <translation>– keine –</translation>
    </message>
    <message>
      <source>– please choose –</source>
      <translation>– bitte wählen –</translation>
    </message>
    <message>
      <source>“{address}” cannot be used. An address starts with http:// or https:// and holds no user name or password; store log-ins in QGIS and choose them here.</source>
      <translation>„{address}“ ist nicht verwendbar. Eine Adresse beginnt mit http:// oder https:// und enthält weder Benutzernamen noch Passwort; legen Sie Anmeldungen in QGIS an und wählen Sie sie hier aus.</translation>
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
      <source>“{code}” is not in the list of “{field}”. Choose an entry of the list.</source>
      <translation>„{code}“ steht nicht in der Liste „{field}“. Bitte einen Eintrag der Liste wählen.</translation>
    </message>
    <message>
      <source>“{field}” is missing.</source>
      <translation>„{field}“ fehlt.</translation>
    </message>
    <message>
      <source>“{field}” must be a web address that begins with http:// or https://.</source>
      <translation>„{field}“ muss eine Webadresse sein, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
      <source>“{layer}” has no known coordinate reference system. Set it in the layer properties.</source>
      <translation>Für „{layer}“ ist kein Koordinatenbezugssystem bekannt. Legen Sie es in den Layereigenschaften fest.</translation>
    </message>
    <message>
      <source>“{layer}” is on the map.</source>
      <translation>„{layer}“ ist auf der Karte.</translation>
    </message>
    <message>
      <source>“{name}” exists already. Choose another name, or open the file.</source>
      <translation>„{name}“ gibt es schon. Bitte einen anderen Namen wählen oder die Datei öffnen.</translation>
    </message>
    <message>
      <source>“{name}” has no coordinate reference system. Set it in the layer's properties, then try again.</source>
      <translation>„{name}“ hat kein Koordinatenbezugssystem. Legen Sie es in den Layereigenschaften fest und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>“{name}” is a map service: it gives pictures, not values. Use a raster file or a coverage service (WCS) saved as GeoTIFF.</source>
      <translation>„{name}“ ist ein Kartendienst: Er liefert Bilder, keine Werte. Verwenden Sie eine Rasterdatei oder einen als GeoTIFF gespeicherten Coverage-Dienst (WCS).</translation>
    </message>
    <message>
      <source>“{name}” is no project register. Choose a register (GeoPackage) or create a new one.</source>
      <translation>„{name}“ ist kein Projektregister. Bitte ein Register (GeoPackage) wählen oder ein neues anlegen.</translation>
    </message>
    <message>
      <source>“{name}” is not a raster file. Save it as GeoTIFF first (Layer → Save As), then try again.</source>
      <translation>„{name}“ ist keine Rasterdatei. Speichern Sie den Layer zuerst als GeoTIFF (Layer → Speichern als) und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>“{name}” needs what the project lacks: {missing}. Add it to the map, or pick a file in the form.</source>
      <translation>Für „{name}“ fehlt im Projekt noch: {missing}. Fügen Sie es der Karte hinzu oder wählen Sie im Formular eine Datei.</translation>
    </message>
    <message>
      <source>“{portal}” does not answer as a CKAN portal. Check its address; DKAN portals are not supported yet.</source>
      <translation>„{portal}“ ist anscheinend kein CKAN-Portal. Prüfen Sie die Adresse; DKAN-Portale werden noch nicht unterstützt.</translation>
    </message>
    <message>
      <source>“{service}” does not answer as an OGC API Features service. Check the address.</source>
      <translation>„{service}“ ist anscheinend kein OGC-API-Features-Dienst. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not describe a WFS. Check the address.</source>
      <translation>„{service}“ ist anscheinend kein WFS. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>“{service}” does not describe a WMS. Check the address.</source>
      <translation>„{service}“ ist anscheinend kein WMS. Prüfen Sie die Adresse.</translation>
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
      <source>“{text}” can be read in several ways. Separate the two numbers by a blank or a semicolon.</source>
      <translation>„{text}“ ist mehrdeutig. Bitte die beiden Zahlen durch ein Leerzeichen oder ein Semikolon trennen.</translation>
    </message>
    <message>
      <source>“{text}” is no point in time.</source>
      <translation>„{text}“ ist kein Zeitpunkt.</translation>
    </message>
    <message>
      <source>“{title}” has no public place to show.</source>
      <translation>„{title}“ hat keinen öffentlichen Ort, der sich zeigen lässt.</translation>
    </message>
    <message>
      <source>“{title}” is internal. The public map layer does not show it.</source>
      <translation>„{title}“ ist intern. Der öffentliche Layer zeigt es nicht.</translation>
    </message>
  </context>
  <context>
    <name>OptionsPage</name>
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
      <source>Cache</source>
      <translation>Zwischenspeicher</translation>
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
      <source>Log-in for the portal chosen in the data room</source>
      <translation>Anmeldung für das im Bereich „Daten“ gewählte Portal</translation>
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
      <source>Own open data &amp;portals (one address per line)</source>
      <translation>E&amp;igene Open-Data-Portale (je Zeile eine Adresse)</translation>
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
