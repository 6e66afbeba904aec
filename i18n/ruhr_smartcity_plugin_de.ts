<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
  <context>
    <name>@default</name>
    <message>
      <source>(data changed)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>(data changed: {method})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An unexpected error occurred ({kind}). Your data is unchanged; the details are in the log.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancelled. Nothing was changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fetched: {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Input: {title}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Map extent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Method: {method}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plugin version: {version}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Progress</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The data were changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The layer “{name}” cannot be opened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project did not accept the layer “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The raster has no cells. Choose another one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The raster has no usable cell size. Check its georeference.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The raster is rotated. Warp it to a grid that is parallel to the axes first, then try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This analysis needs the Python package shapely, version 2 or newer. The page “System check” in the options of Ruhr Smart City says how to install it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whole Ruhr metropolis</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
